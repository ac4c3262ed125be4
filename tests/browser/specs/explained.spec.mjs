// An option explains itself: what it is, what it takes, what it stands at, which rules speak of it, what it touches and costs.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

spec("an option tells its unit, range, default and presets, its rules and its resources, and a rule leads to its file", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const told = await designer.explained("Backup retention");
  await told.getByText("How many days back the database can be restored").waitFor();
  for (const [fact, says] of [["Unit", /^days$/], ["Range", /^0–35, whole$/], ["Default", /^14$/], ["Preset", /^dev\s*1\s*prod\s*30$/]]) {
    const values = await told.locator("dl > div").filter({ has: page.getByText(fact, { exact: true }) }).getByRole("definition").allInnerTexts();
    assert.match(values.join("\n"), says, fact);
  }
  await told.getByRole("list", { name: "Resources that it touches" }).getByText("module.rds.aws_db_instance.this").waitFor();
  const rule = told.getByRole("list", { name: "Rules that speak of it" }).getByRole("listitem").filter({ hasText: "Set db_backup_retention_days to 7 or more." });
  await rule.getByRole("button").click();
  await page.getByRole("tabpanel").getByText("db_backup_retention_days").first().waitFor();
  assert.equal(await page.getByRole("tab", { name: "Files" }).getAttribute("aria-selected"), "true");
});

spec("an option tells what each other choice would change and cost, and which rule it would break", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const choices = async (label) => (await designer.explained(label)).getByRole("list", { name: "Other choices" }).getByRole("listitem");
  const standby = (await choices("Multi-AZ standby")).filter({ hasText: "dev" });
  await standby.getByText(/^\+\$[\d.]+ a month$/).waitFor();
  await standby.getByText("1 changed").click();
  await standby.getByText("module.rds[0].aws_db_instance.this").waitFor();
  const http = await choices("Plain HTTP");
  await http.filter({ hasText: "prod" }).getByText(/^breaks a rule: /).waitFor();
});
