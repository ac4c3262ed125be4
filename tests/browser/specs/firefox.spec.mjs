// The main path in another browser: from the first load to the repository on the disk.
import assert from "node:assert/strict";
import { spec } from "../support/firefox.mjs";
import { folder, landform, unzip } from "../support/tools.mjs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

spec("in Firefox: five options, a rule broken and mended, undo, the download, the same as the command line's", async ({ page, url, downloaded }) => {
  const control = (label) => page.locator(`[aria-label="${label}"]`);
  const says = (text) => page.locator(`::-p-text(${text})`).wait();

  await page.goto(url);
  await page.locator("::-p-aria([name=\"Landform\"][role=\"heading\"])").wait();
  await control("Multi-AZ standby, dev").click();
  await control("Final snapshot, dev").click();
  await control("Owner").fill("payments");
  await control("Tasks, dev").fill("3");
  await control("Backup retention, dev").fill("99");
  await page.keyboard.press("Tab");
  await control("Fix: Set Backup retention, dev to 35").click();

  await control("Plain HTTP, prod").click();
  await page.locator("#tab-problems").click();
  await says("Plain HTTP is for dev only");
  await page.locator("h1").click();
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await says("No problems.");

  await page.locator("#tab-plan").click();
  await says("aws_db_instance");
  await page.keyboard.down("Control");
  await page.keyboard.press("s");
  await page.keyboard.up("Control");
  const { name, bytes } = await downloaded();
  assert.match(name, /\.zip$/);
  const { environments, shared } = JSON.parse(unzip(bytes).get("landform.json"));
  assert.equal(Object.keys(environments.dev).length + Object.keys(shared ?? {}).length, 5, JSON.stringify(environments.dev));

  const at = join(await folder(), "twin.zip");
  landform("export", "--link", page.url(), "--zip", at);
  assert.deepEqual(Buffer.from(bytes), await readFile(at));
});
