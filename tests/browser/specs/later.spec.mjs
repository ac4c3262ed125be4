// The code that the first load does without: it comes once the page stands, and at once where it is wanted before that.
import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { Designer } from "../pages/designer.mjs";
import { dist } from "../support/server.mjs";
import { spec } from "../support/spec.mjs";

/** Keeps the code back that comes by itself; gives what brings it, and how often it was brought at once. */
async function keepBack(page) {
  let come;
  const held = new Promise((go) => { come = go; });
  const atOnce = [];
  await page.route(/\/landform-later-[0-9a-f]+\.wasm$/, async (route) => {
    if (route.request().resourceType() === "xhr") atOnce.push(route.request().url());
    else await held;
    await route.continue();
  });
  return { come, atOnce };
}

spec("what a visit begins with needs none of the code that comes later", async ({ page, url }) => {
  const { come, atOnce } = await keepBack(page);
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  await page.getByRole("tab", { name: /Plan \d/ }).waitFor();
  assert.deepEqual(atOnce, []);
  come();
  await designer.tab("Cost");
  await page.getByRole("tabpanel").getByText("a month").first().waitFor();
});

spec("what is wanted before it has come is brought at once", async ({ page, url }) => {
  const { atOnce } = await keepBack(page);
  const designer = await new Designer(page, url).open();
  await designer.tab("Files");
  assert.ok((await designer.shownFile()).lines.length > 5);
  await designer.tab("Cost");
  await page.getByRole("tabpanel").getByText("a month").first().waitFor();
  assert.equal(atOnce.length, 1, "it is brought once");
});

const changed = await mkdtemp(join(tmpdir(), "landform-"));
after(() => rm(changed, { recursive: true }));
await cp(dist, changed, { recursive: true });
const name = (await readdir(changed)).find((file) => file.startsWith("landform-later-"));
await writeFile(join(changed, name), Buffer.concat([await readFile(join(changed, name)), Buffer.from([0, 1, 0])]));

spec("refuses code that was changed on its way, says so and keeps the design", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  const hash = designer.hash;
  const said = new Promise((told) => page.once("dialog", async (dialog) => {
    told(dialog.message());
    await dialog.dismiss();
  }));
  await designer.tab("Files");
  assert.match(await said, /A part of Landform has not come yet.*another file than the page was built with/s);
  await page.reload();
  await designer.started();
  assert.equal(designer.hash, hash);
}, { folder: changed, expected: [/integrity|digest/i, /another file than the page was built with/] });
