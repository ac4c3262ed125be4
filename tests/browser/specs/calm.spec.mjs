// The form stays calm: what an option needs appears only when it is on, and search finds it anyway.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

const standby = "Multi-AZ standby";

/** The row of an option. */
const row = (page, label) => page.getByRole("row").filter({ has: page.getByRole("button", { name: label, exact: true }) }).first();

spec("what needs the database is out of sight where no environment has one, and in sight again once one has", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Database", "dev").uncheck();
  // dev's controls are still there, and say that they do nothing.
  const idle = designer.control(standby, "dev");
  await page.waitForFunction((control) => control.getAttribute("aria-describedby"), await idle.elementHandle());
  const said = await idle.evaluate((control) => control.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" "));
  assert.match(said, /Not in use: needs var\.db_enabled/);
  assert.equal(await designer.control(standby, "prod").getAttribute("aria-describedby"), null);
  await idle.focus();
  assert.ok(await idle.evaluate((control) => control === document.activeElement), "it can be reached");

  await designer.control("Database", "prod").uncheck();
  await row(page, standby).waitFor({ state: "hidden" });
  await designer.control("Database", "prod").check();
  await row(page, standby).waitFor();
});

spec("search finds what is out of sight, and says what would switch it on", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  for (const environment of ["dev", "prod"]) await designer.control("Database", environment).uncheck();
  await row(page, standby).waitFor({ state: "hidden" });

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search everything" }).fill("multi-az standby");
  await page.getByRole("listbox", { name: "Found" }).getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await row(page, standby).waitFor();
  await row(page, standby).getByRole("rowheader").getByText("Not in use: needs").waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`), []);

  await row(page, standby).getByRole("rowheader").getByRole("button", { name: "Database", exact: true }).click();
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Database, dev");
  await page.reload();
  await designer.started();
  await row(page, standby).waitFor({ state: "hidden" });

  await page.getByRole("searchbox", { name: "Search options" }).fill("standby");
  await row(page, standby).waitFor();
});

spec("what was changed stays in sight though it does nothing", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control(standby, "dev").check();
  for (const environment of ["dev", "prod"]) await designer.control("Database", environment).uncheck();
  await row(page, "PostgreSQL version").waitFor({ state: "hidden" });
  await row(page, standby).getByRole("rowheader").getByText("Not in use: needs").waitFor();
  await page.getByRole("button", { name: `Reset ${standby}, dev` }).click();
  await row(page, standby).waitFor();
});
