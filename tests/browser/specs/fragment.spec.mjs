// Parts of files are copied: lines, blocks, what is marked.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

const context = { permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } };
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

async function opened(page, url, path) {
  const designer = await new Designer(page, url).open();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search everything" }).fill(path);
  await page.getByRole("listbox", { name: "Found" }).getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  return { designer, file: await designer.shownFile(), code: page.getByRole("group", { name: "Text of the file" }) };
}

spec("a click on a line's number chooses the block, Shift further lines, and a button or C copies them", async ({ page, url }) => {
  const { file, code } = await opened(page, url, "modules/alb/main.tf");
  const head = file.lines.findIndex((line) => /^resource "aws_lb" /.test(line));
  const end = file.lines.findIndex((line, n) => n > head && line === "}");
  await code.getByRole("listitem").nth(head).click({ position: { x: 20, y: 8 } });
  await page.getByRole("button", { name: `Copy lines ${head + 1}–${end + 1}` }).click();
  await page.locator("p.said").getByText(`${end - head + 1} lines copied`).waitFor();
  assert.equal(await clipboard(page), `${file.lines.slice(head, end + 1).join("\n")}\n`);

  await code.getByRole("listitem").nth(1).click({ position: { x: 20, y: 8 } });
  await code.getByRole("listitem").nth(3).click({ position: { x: 20, y: 8 }, modifiers: ["Shift"] });
  await code.focus();
  await page.keyboard.press("c");
  await page.locator("p.said").getByText("3 lines copied").waitFor();
  assert.equal(await clipboard(page), `${file.lines.slice(1, 4).join("\n")}\n`);
}, { context });

spec("what is marked in a file is what C copies", async ({ page, url }) => {
  const { file, code } = await opened(page, url, "modules/alb/main.tf");
  await code.getByRole("listitem").first().evaluate((line) => getSelection().selectAllChildren(line));
  await code.focus();
  await page.keyboard.press("c");
  await page.locator("p.said").getByText("What is marked was copied").waitFor();
  assert.equal((await clipboard(page)).trim(), file.lines[0].trim());
}, { context });

spec("the block of a resource is copied from the plan", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Plan");
  const resource = designer.resource("aws_lb.this").first();
  await resource.getByRole("button").first().click();
  await resource.getByRole("button", { name: "Copy the block" }).click();
  await page.locator("p.said").getByText("Block copied").waitFor();
  assert.match(await clipboard(page), /^resource "aws_lb" "this" \{\n[^]*\n\}\n$/);
}, { context });
