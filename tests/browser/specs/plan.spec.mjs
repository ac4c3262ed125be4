// The plan follows every choice: what is made, what the last step changed, what differs between environments.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

spec("shows what a toggle adds, in its environment alone, and what the way back takes away", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Plan");
  const before = await designer.planned("dev");
  const prod = await designer.planned("prod");
  await designer.control("NAT gateways", "dev").getByRole("radio", { name: "per_az" }).check();
  await designer.became("Added").click();
  await designer.resource('aws_nat_gateway.this["').first().waitFor();
  const added = await designer.resources.count();
  assert.ok(added > 0);
  assert.equal(await designer.planned("dev"), before + added);
  assert.equal(await designer.planned("prod"), prod);
  assert.match(await page.getByRole("status", { name: "Plan" }).textContent(), new RegExp(`^Plan of dev: ${added} added`));

  await page.keyboard.press("Control+z");
  await designer.became("Removed").click();
  await designer.resource("removed: aws_nat_gateway").first().waitFor();
  assert.equal(await designer.resources.count(), added);
  assert.equal(await designer.planned("dev"), before);
});

spec("shows attributes old and new, what is known after apply, and leads to the file", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Plan");
  await designer.control("Multi-AZ standby", "dev").check();
  await page.getByRole("searchbox", { name: "Search resources" }).fill("db_instance");
  const row = designer.resource("aws_db_instance.this").first();
  await row.getByRole("button", { name: /^changed: / }).click();
  const differs = row.getByRole("list", { name: "What differs" });
  assert.match(await differs.innerText(), /multi_az\s+false\s*→\s*true/);
  assert.match(await row.innerText(), /\(known after apply\).*\barn\b/);
  assert.match(await row.getByRole("list", { name: "Attributes" }).innerText(), /storage_encrypted\s+true/);

  await row.getByRole("button", { name: /^modules\/rds\/main\.tf:\d+/ }).click();
  const { path, lines } = await designer.shownFile();
  assert.equal(path, "modules/rds/main.tf");
  assert.ok(lines.some((line) => line.startsWith('resource "aws_db_instance" "this"')));
});

spec("compares the environments beyond their names", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Plan");
  await page.getByRole("button", { name: "What differs from dev to prod" }).click();
  await designer.became("Changed").click();
  const row = designer.resource("aws_db_instance.this").first();
  await row.getByRole("button", { name: /^changed: / }).click();
  const differs = await row.getByRole("list", { name: "What differs" }).innerText();
  assert.match(differs, /instance_class/);
  assert.doesNotMatch(differs, /^identifier/m);
});

spec("undoes and redoes each step, and names it", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const undo = page.getByRole("button", { name: /^Undo/ });
  const redo = page.getByRole("button", { name: /^Redo/ });
  assert.equal(await undo.getAttribute("aria-disabled"), "true");
  const start = designer.hash;
  await designer.control("Multi-AZ standby", "dev").check();
  await designer.control("Owner").fill("payments");
  await page.keyboard.press("Tab");
  const end = designer.hash;
  assert.equal(await undo.getAttribute("aria-label"), "Undo Owner: platform-team → payments");

  await undo.click();
  assert.equal(await designer.control("Owner").inputValue(), "platform-team");
  assert.equal(await redo.getAttribute("aria-label"), "Redo Owner: platform-team → payments");
  await page.keyboard.press("Control+z");
  assert.equal(await designer.control("Multi-AZ standby", "dev").isChecked(), false);
  await page.getByText("Undone: Multi-AZ standby, dev: false → true").waitFor();
  assert.equal(designer.hash, start);
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  assert.equal(designer.hash, end);
  assert.equal(await redo.getAttribute("aria-disabled"), "true");
});

spec("a resource stays open while other options change, and a search narrows the list", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Plan");
  const all = await designer.resources.count();
  await page.getByRole("searchbox", { name: "Search resources" }).fill("network subnet");
  const subnets = await designer.resources.count();
  assert.ok(subnets > 0 && subnets < all);
  const row = designer.resource('aws_subnet').first();
  await row.getByRole("button").first().click();
  await row.getByText("cidr_block").first().waitFor();
  await designer.control("VPC range", "dev").fill("10.99.0.0/16");
  await row.getByText('"10.99.', { exact: false }).first().waitFor();
  await page.getByRole("searchbox", { name: "Search resources" }).fill("no such thing");
  await page.getByText("No resource is found.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await designer.resources.count(), all);
});
