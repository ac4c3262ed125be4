// What people who come back do: search, keys, a window of their own.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

spec("one key searches options, resources, rules and files, and Enter goes there", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const field = page.getByRole("combobox", { name: "Search everything" });
  const search = async (text) => {
    await page.keyboard.press("Control+k");
    await field.fill(text);
    await page.getByRole("listbox", { name: "Found" }).getByRole("option").first().waitFor();
  };
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());

  await search("multi-az standby");
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "hidden" });
  assert.equal(await focused(), "Multi-AZ standby, dev");

  await search("prod aws_db_instance");
  await page.keyboard.press("Enter");
  await designer.resource("aws_db_instance.this").getByText("storage_encrypted").waitFor();

  await search("modules/alb/main.tf");
  await page.keyboard.press("Enter");
  assert.equal((await designer.shownFile()).path, "modules/alb/main.tf");

  await search("plain http is for dev only");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  assert.match((await designer.shownFile()).path, /^environments\/dev\/variables_load_balancer\.tf$/);

  await page.keyboard.press("Control+k");
  await field.fill("no such thing");
  await page.getByText("Nothing is called that").waitFor();
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "hidden" });
});

spec("? shows the keys", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await page.keyboard.press("?");
  await designer.dialog.getByText("Search everything").waitFor();
  await page.keyboard.press("Escape");
  await designer.dialog.waitFor({ state: "hidden" });
  await page.keyboard.press("Alt+2");
  assert.equal(await page.getByRole("tab", { selected: true }).innerText(), await page.getByRole("tab").nth(1).innerText());
});

spec("keys without Ctrl or Alt can be switched off", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await page.keyboard.press("?");
  await designer.dialog.getByRole("checkbox", { name: /Keys without Ctrl or Alt/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await designer.started();
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  assert.equal(await designer.dialog.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "");
});

spec("the line between options and views can be drawn, by mouse and by key, and stays", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const line = page.getByRole("separator", { name: "Width of the options" });
  const width = async () => (await page.getByRole("region", { name: "Options", exact: true }).boundingBox()).width;
  const first = await width();
  const { x, y, height } = await line.boundingBox();
  await page.mouse.move(x + 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x - 96, y + height / 2, { steps: 4 });
  await page.mouse.up();
  const drawn = await width();
  assert.ok(Math.abs(first - 100 - drawn) < 8, `${first} became ${drawn}`);
  await page.reload();
  await designer.started();
  assert.ok(Math.abs(drawn - await width()) < 2);
  await line.focus();
  await page.keyboard.press("ArrowRight");
  assert.ok(await width() > drawn);
  await line.dblclick();
  assert.ok(Math.abs(first - await width()) < 2);
}, { context: { viewport: { width: 1440, height: 900 } } });
