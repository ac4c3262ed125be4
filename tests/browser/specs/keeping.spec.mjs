// Nothing is lost: reload, back and forward, a link of somebody else's, a link that is broken.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";

const checked = (locator) => locator.isChecked();

/** The link of a design, as the format says: base64url of the deflated JSON. */
const link = (design) => `#v1.${deflateRawSync(JSON.stringify(design)).toString("base64url")}`;

spec("survives a reload, and a visit without the link", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Plain HTTP", "dev").check();
  await designer.control("Owner").fill("payments");
  await page.reload();
  await designer.started();
  assert.ok(await checked(designer.control("Plain HTTP", "dev")));
  assert.equal(await designer.control("Owner").inputValue(), "payments");

  await page.goto("about:blank");
  await designer.open();
  assert.ok(await checked(designer.control("Plain HTTP", "dev")));
  assert.equal(await designer.control("Owner").inputValue(), "payments");
});

spec("keeps what was typed and is no value yet", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Tasks", "dev").fill("many");
  await designer.tab("Problems");
  await designer.problems.filter({ hasText: "Tasks" }).waitFor();
  await page.reload();
  await designer.started();
  assert.equal(await designer.control("Tasks", "dev").inputValue(), "many");
  await designer.control("Tasks", "dev").fill("2");
  await designer.tab("Problems");
  await page.getByText("No problems.").waitFor();
});

spec("goes back and forward through the changes", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const first = designer.hash;
  await designer.control("Plain HTTP", "dev").check();
  const second = designer.hash;
  // Everything that is typed into a field at once is one step.
  await designer.control("Owner").pressSequentially("-two");
  await page.keyboard.press("Tab");
  assert.equal(new Set([first, second, designer.hash]).size, 3);

  await page.goBack();
  assert.equal(await designer.control("Owner").inputValue(), "platform-team");
  assert.equal(designer.hash, second);
  await page.goBack();
  assert.equal(await checked(designer.control("Plain HTTP", "dev")), false);
  await page.goForward();
  await page.goForward();
  assert.ok(await checked(designer.control("Plain HTTP", "dev")));
  assert.equal(await designer.control("Owner").inputValue(), "platform-team-two");
});

spec("opens another's link and keeps one's own design at hand", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Owner").fill("mine");
  await page.goto("about:blank");
  await designer.open(link({ version: 1, environments: { dev: { az_count: 3 }, prod: {} }, bootstrap: {}, delivery: {} }));
  assert.equal(await designer.control("Owner").inputValue(), "platform-team");
  await designer.notes.getByRole("button", { name: "Go back to mine" }).click();
  assert.equal(await designer.control("Owner").inputValue(), "mine");
});

spec("keeps of a link what it can, and lists the rest in words", async ({ page, url }) => {
  const designer = await new Designer(page, url).open(link({
    version: 1,
    environments: { dev: { allow_http: true, az_count: "many", no_such_option: 1 }, prod: {} },
    bootstrap: {},
    delivery: {},
  }));
  assert.ok(await checked(designer.control("Plain HTTP", "dev")));
  const said = await designer.notes.innerText();
  assert.match(said, /az_count/);
  assert.match(said, /no_such_option/);
  const { bytes } = await designer.downloaded(() => designer.notes.getByRole("button", { name: "Save what was there" }).click());
  assert.ok(bytes.toString().startsWith("v1."));
});

for (const [what, hash] of [
  ["cut off", link({ version: 1, environments: { dev: { allow_http: true }, prod: {} } }).slice(0, 24)],
  ["not of this format", "#somewhere-else"],
  ["of a newer version", "#v9.AAAA"],
  ["too large", `#v1.${"A".repeat(300_000)}`],
]) {
  spec(`says so when a link is ${what}, and starts all the same`, async ({ page, url }) => {
    const designer = await new Designer(page, url).open();
    await designer.control("Owner").fill("mine");
    await page.goto("about:blank");
    await designer.open(hash);
    await designer.notes.getByRole("listitem").first().waitFor();
    assert.equal(await designer.control("Owner").inputValue(), "mine");
    await designer.notes.getByRole("button", { name: "Dismiss" }).click();
    assert.equal(await designer.notes.getByRole("listitem").count(), 0);
  });
}

spec("works where the browser keeps nothing, and says so", async ({ page, url }) => {
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  const designer = await new Designer(page, url).open();
  await designer.control("Plain HTTP", "dev").check();
  await designer.notes.getByText("keeps nothing").waitFor();
  await page.reload();
  await designer.started();
  assert.ok(await checked(designer.control("Plain HTTP", "dev")), "the address has it");
});
