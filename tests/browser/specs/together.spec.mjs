// One choice, and everything that follows from it: the picture, the plan and the cost, each in its environment alone.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

const addresses = (locator) => locator.evaluateAll((all) => all.map((each) => each.getAttribute("data-address")));

/** What every view says of an environment: the boxes of the picture, how many resources are planned, what a month costs. */
async function said(designer, environment) {
  const { page } = designer;
  await designer.tab("Diagram");
  await page.getByRole("group", { name: "Diagram of" }).getByRole("button", { name: environment }).click();
  await designer.boxes.first().waitFor();
  const boxes = await addresses(designer.boxes);
  const picture = await page.getByRole("group", { name: "Picture" }).locator("svg").innerHTML();
  await designer.tab("Plan");
  const planned = await designer.planned(environment);
  await designer.tab("Cost");
  const total = await page.getByRole("group", { name: "Cost of" }).getByRole("button", { name: environment }).innerText();
  return { boxes, picture, planned, cents: Math.round(Number(/[\d,]+\.\d\d/.exec(total)[0].replaceAll(",", "")) * 100) };
}

spec("toggling NAT changes picture, plan and cost of its environment together", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const [dev, prod] = [await said(designer, "dev"), await said(designer, "prod")];
  await designer.control("NAT gateways", "dev").getByRole("radio", { name: "per_az" }).check();
  await page.getByRole("status", { name: "Cost" }).getByText("Cost of dev: +$").waitFor({ state: "attached" });
  await page.getByText(/^Last change NAT gateways, dev: single → per_az: \+\$/).waitFor();
  const after = await said(designer, "dev");

  const come = after.boxes.filter((address) => !dev.boxes.includes(address));
  assert.ok(come.some((address) => address.includes("aws_nat_gateway")), `${come} come into the picture`);
  assert.ok(after.planned > dev.planned);
  assert.ok(after.cents > dev.cents);
  assert.deepEqual(await said(designer, "prod"), prod);

  await page.keyboard.press("Control+z");
  await page.getByText("Undone: NAT gateways, dev: single → per_az").waitFor();
  assert.deepEqual(await said(designer, "dev"), dev);
});

spec("toggling Multi-AZ changes picture, plan and cost together", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const dev = await said(designer, "dev");
  await designer.control("Multi-AZ standby", "dev").check();
  await page.getByRole("status", { name: "Plan" }).getByText("dev: 1 changed").waitFor({ state: "attached" });
  const after = await said(designer, "dev");
  assert.equal(after.planned, dev.planned);
  assert.notEqual(after.picture, dev.picture);
  assert.ok(after.cents > dev.cents);
  await designer.tab("Plan");
  await designer.became("Changed").click();
  await designer.resources.getByRole("button", { name: /^changed: aws_db_instance/ }).waitFor();
  assert.equal(await designer.resources.count(), 1);
});

spec("a box of the picture leads to its resource and its file, and so does the list", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.boxes.first().waitFor();
  const address = (await addresses(designer.boxes)).find((each) => each.includes("aws_nat_gateway"));
  await page.getByRole("group", { name: "Picture" }).locator(`[data-address='${address}']`).first().click();
  await designer.resource("aws_nat_gateway").getByRole("list", { name: "Attributes" }).waitFor();
  await designer.tab("Files");
  assert.match((await designer.shownFile()).path, /^modules\/network\//);

  await designer.tab("Diagram");
  await page.getByText("The same as a list").click();
  await page.getByRole("tabpanel").getByRole("button", { name: /^NAT gateway/ }).first().click();
  await designer.resource("aws_nat_gateway").getByRole("list", { name: "Attributes" }).first().waitFor();
});

spec("what is assumed of use is the user's, stays in the link, and can be undone", async ({ page, url, profile }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Cost");
  const total = () => page.getByRole("group", { name: "Cost of" }).getByRole("button", { name: "dev" }).innerText();
  const first = await total();
  await page.getByRole("button", { name: "large", exact: true }).click();
  const large = await total();
  assert.notEqual(large, first);
  const field = page.getByLabel("Through NAT", { exact: true });
  await field.fill("12345");
  await page.keyboard.press("Tab");
  const own = await total();
  assert.notEqual(own, large);
  const colleague = await new Designer(await profile(), url).open(designer.hash);
  await colleague.tab("Cost");
  assert.equal(await colleague.page.getByLabel("Through NAT", { exact: true }).inputValue(), "12345");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: "small", exact: true, pressed: true }).waitFor();
  assert.equal(await total(), first);
});

spec("tries every choice and says which saves most; choosing it saves that", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Cost");
  await page.getByRole("group", { name: "Cost of" }).getByRole("button", { name: "prod" }).click();
  const amount = async () => Number(/[\d,]+\.\d\d/.exec(await page.getByRole("group", { name: "Cost of" }).getByRole("button", { name: "prod" }).innerText())[0].replaceAll(",", ""));
  const before = await amount();
  const row = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Choose / }) }).first();
  const best = row.getByRole("button", { name: /^Choose / });
  await best.waitFor();
  await page.getByText("Trying every choice…").waitFor({ state: "hidden" });
  const saves = Number(/[\d,]+\.\d\d/.exec(await row.innerText())[0].replaceAll(",", ""));
  await best.click();
  await page.getByText(/^Last change .*−\$/).waitFor();
  assert.ok(Math.abs(before - saves - await amount()) < 0.02, `${before} - ${saves} = ${await amount()}`);
});
