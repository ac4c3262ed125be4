// Nothing is lost: every step of a visit, designs under a name, and what differs between two of them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Designer } from "../pages/designer.mjs";
import { Compare, Remembered } from "../pages/dialogs.mjs";
import { spec } from "../support/spec.mjs";
import { folder, unzip, write } from "../support/tools.mjs";

const nat = (designer, environment) => designer.control("NAT gateways", environment).getByRole("radio", { name: "per_az" });

spec("the history lists every step, and a click goes there and back again", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const first = designer.hash;
  await nat(designer, "dev").check();
  await designer.control("Multi-AZ standby", "dev").check();
  const last = designer.hash;
  const remembered = await new Remembered(designer).open();
  assert.deepEqual(await remembered.steps.allTextContents(), [
    "Multi-AZ standby, dev: false → true",
    "NAT gateways, dev: single → per_az",
    "As this visit began",
  ]);
  await remembered.steps.last().click();
  assert.equal(designer.hash, first);
  assert.equal(await remembered.steps.last().getAttribute("aria-current"), "step");
  await remembered.steps.first().click();
  assert.equal(designer.hash, last);
  await remembered.close();
  assert.equal(await nat(designer, "dev").isChecked(), true);
});

spec("a design is kept under a name, opened again after a reload, removed and put back", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await nat(designer, "dev").check();
  const kept = designer.hash;
  const remembered = await new Remembered(designer).open();
  await remembered.keep("two gateways");
  await remembered.close();
  await page.keyboard.press("Control+z");
  await page.reload();
  await designer.started();
  await page.keyboard.press("Alt+h");
  await remembered.favourites.getByRole("button", { name: "Remove two gateways" }).click();
  assert.equal(await remembered.favourites.count(), 0);
  await remembered.dialog.getByRole("button", { name: "Put it back" }).click();
  await remembered.favourites.getByRole("button", { name: "two gateways", exact: true }).click();
  await remembered.dialog.waitFor({ state: "hidden" });
  assert.equal(designer.hash, kept);
});

spec("favourites that cannot be read are put aside and offered, and new ones can be kept", async ({ page, url }) => {
  await page.addInitScript(() => localStorage.setItem("landform.favourites", "[{\"name\":"));
  const designer = await new Designer(page, url).open();
  const note = designer.notes.getByText("The favourites that this browser kept could not be read");
  await note.waitFor();
  const { bytes } = await designer.downloaded(() => designer.notes.getByRole("button", { name: "Save what was there" }).click());
  assert.equal(bytes.toString(), "[{\"name\":");
  const remembered = await new Remembered(designer).open();
  await remembered.keep("new");
  assert.match(await page.evaluate(() => localStorage.getItem("landform.favourites")), /"new"/);
});

spec("where the browser keeps nothing, a favourite stays for the visit and the page says so", async ({ page, url }) => {
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  const designer = await new Designer(page, url).open();
  await designer.notes.getByText("This browser keeps nothing for this page").waitFor();
  const remembered = await new Remembered(designer).open();
  await remembered.keep("for now");
  assert.equal(await remembered.favourites.count(), 1);
});

spec("compares with the presets, and git makes one repository of the other with the patch", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const before = unzip((await designer.download()).bytes);
  await nat(designer, "dev").check();
  await designer.control("Owner").fill("payments");
  await page.keyboard.press("Tab");
  const after = unzip((await designer.download()).bytes);
  const compare = await (await new Compare(designer).open()).made();
  assert.deepEqual((await compare.options.allInnerTexts()).map((text) => text.split(/\s+/).slice(0, 2).join(" ")), ["Option From", "NAT gateways", "Owner platform-team"]);
  await compare.files.filter({ hasText: "environments/dev/terraform.tfvars" }).locator("summary").click();
  await compare.files.getByText(/^-nat_mode/).waitFor();
  const { name, bytes } = await designer.downloaded(() => compare.download.click());
  assert.equal(name, "landform.patch");

  const at = await folder();
  await write(at, before);
  execFileSync("git", ["apply", "-"], { cwd: at, input: bytes });
  for (const [path, content] of after) assert.equal(await readFile(join(at, path), "utf8"), content, path);
});

spec("compares one environment with another, a favourite and a pasted link", async ({ page, url, profile }) => {
  const designer = await new Designer(page, url).open();
  const compare = await (await new Compare(designer).open()).made();
  await page.getByText("Nothing differs").waitFor();
  await compare.to.selectOption("This design, dev made like prod");
  await compare.made();
  assert.match(await compare.options.filter({ hasText: "NAT gateways" }).innerText(), /single\s+per_az/);
  assert.ok(await compare.files.filter({ hasText: "environments/dev/terraform.tfvars" }).count());
  await compare.close();

  const colleague = await new Designer(await profile(), url).open();
  await colleague.control("Multi-AZ standby", "dev").check();
  await compare.open();
  await compare.link.fill(colleague.page.url());
  await page.keyboard.press("Tab");
  await compare.options.filter({ hasText: "Multi-AZ standby" }).waitFor();
  await compare.link.fill("no link");
  await page.keyboard.press("Tab");
  await compare.dialog.getByRole("alert").getByText("This is no landform.json").waitFor();
});
