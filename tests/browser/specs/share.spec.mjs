// A design leaves the page in more than one way.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { Share } from "../pages/dialogs.mjs";
import { spec } from "../support/spec.mjs";

const clipboard = { context: { permissions: ["clipboard-read", "clipboard-write"] } };
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

spec("one key copies the link", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  await page.keyboard.press("Alt+l");
  await page.getByText("Link copied").waitFor();
  assert.equal(await copied(page), page.url());
}, clipboard);

spec("shares the link, a QR code of it and the command that makes the same repository", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  const share = await new Share(designer).open();
  assert.equal(await share.link.inputValue(), page.url());
  await share.dialog.getByRole("button", { name: "Copy: Command line" }).click();
  await share.dialog.getByText("Command copied").waitFor();
  assert.equal(await copied(page), `landform export --link '${page.url()}' --out .`);
  assert.ok((await share.code.boundingBox()).width > 100);
}, clipboard);

spec("a design too long for a QR code says so", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  // What does not compress.
  const noise = Array.from({ length: 400 }, (_, n) => (n * 7919 * 104729 % 1e12).toString(36)).join("");
  await designer.control("Owner").fill(noise);
  await page.keyboard.press("Tab");
  const share = await new Share(designer).open();
  await share.dialog.getByText("this link is too long for a QR code").waitFor();
});
