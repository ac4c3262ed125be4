// A problem comes with what mends it, read off the rule that says it.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

/** The buttons that mend something, wherever they stand. */
const fix = (page, name) => page.getByRole("button", { name: `Fix: ${name}` });

spec("a switch that a rule forbids is mended at the control", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const control = designer.control("Plain HTTP", "prod");
  await control.check();
  await page.getByRole("region", { name: "Options", exact: true }).getByRole("button", { name: "Fix: Switch Plain HTTP, prod off" }).click();
  await fix(page, "Switch Plain HTTP, prod off").first().waitFor({ state: "detached" });
  assert.equal(await control.isChecked(), false);
  await designer.tab("Problems");
  await page.getByText("No problems.").waitFor();
});

spec("a number beyond the bounds is set to the nearest that holds, also where the bound is prod's alone", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Problems");
  for (const [environment, typed, mended] of [["dev", "99", "35"], ["prod", "2", "7"]]) {
    const control = designer.control("Backup retention", environment);
    await control.fill(typed);
    await page.keyboard.press("Tab");
    await page.getByRole("tabpanel").getByRole("button", { name: `Fix: Set Backup retention, ${environment} to ${mended}` }).click();
    await page.getByText("No problems.").waitFor();
    assert.equal(await control.inputValue(), mended);
  }
  await page.keyboard.press("Control+z");
  await designer.problems.first().waitFor();
});
