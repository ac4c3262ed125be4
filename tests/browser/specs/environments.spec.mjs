// Environments come and go, change their names and places, and stand on a preset; what is downloaded has them all.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { strFromU8, unzipSync } from "fflate";
import { Designer } from "../pages/designer.mjs";
import { Environments } from "../pages/environments.mjs";
import { spec } from "../support/spec.mjs";

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

async function opened(page, url) {
  const designer = await new Designer(page, url).open();
  return { designer, environments: new Environments(page), said: page.locator("p.said") };
}

/** The files of a downloaded repository, by their path in it. */
async function files(designer) {
  const { bytes } = await designer.download();
  const entries = Object.entries(unzipSync(bytes)).map(([path, content]) => [path.replace(/^[^/]+\//, ""), strFromU8(content)]);
  return Object.fromEntries(entries);
}

async function assertAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`), []);
}

spec("an environment that is added is in the form, the folders and the pipeline", async ({ page, url }) => {
  const { designer, environments, said } = await opened(page, url);
  await environments.add({});
  await said.getByText("Added environment staging").waitFor();
  assert.deepEqual(await environments.columns(), ["dev", "staging", "prod"]);
  assert.equal(await designer.control("VPC range", "staging").inputValue(), "10.30.0.0/16");

  const repository = await files(designer);
  assert.ok("environments/staging/main.tf" in repository);
  assert.match(repository["environments/staging/terraform.tfvars"], /kind += "staging"/);
  assert.match(repository[".github/workflows/terraform.yml"] + repository["README.md"], /environments\/staging/);

  await page.keyboard.press("Control+z");
  await said.getByText("Undone: Added environment staging").waitFor();
  assert.deepEqual(await environments.columns(), ["dev", "prod"]);
});

spec("a name that no environment can have is refused in the rules' own words", async ({ page, url }) => {
  const { environments } = await opened(page, url);
  await environments.add({ kind: "dev", name: "Q A" });
  await environments.dialog.getByText("begins with a lower-case letter").waitFor();
  await environments.dialog.getByLabel("Name").fill("prod");
  await environments.dialog.getByRole("button", { name: "Add" }).click();
  await environments.dialog.getByText("There is another \"prod\"").waitFor();
  await environments.dialog.getByLabel("Name").fill("qa");
  await environments.dialog.getByRole("button", { name: "Add" }).click();
  await environments.dialog.waitFor({ state: "hidden" });
  assert.deepEqual(await environments.names(), ["dev", "qa", "prod"]);
});

spec("environments are renamed, copied, moved and removed, and all of it is undone by name", async ({ page, url }) => {
  const { designer, environments, said } = await opened(page, url);
  const sheet = await environments.of("dev");
  await sheet.getByLabel("Name").press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await designer.control("Database name", "dev").fill("orders");
  await environments.rename("dev", "play");
  await said.getByText("Renamed environment dev to play").waitFor();
  assert.equal(await designer.control("Database name", "play").inputValue(), "orders");

  await environments.act("play", "Duplicate");
  await environments.dialog.getByLabel("Name").fill("play-two");
  await environments.dialog.getByRole("button", { name: "Add" }).click();
  await said.getByText("Added environment play-two").waitFor();
  assert.equal(await designer.control("Database name", "play-two").inputValue(), "orders");
  assert.equal(await designer.control("VPC range", "play-two").inputValue(), "10.11.0.0/16");

  await environments.act("prod", "Move left");
  await said.getByText("Moved environment prod").waitFor();
  assert.deepEqual(await environments.columns(), ["play", "prod", "play-two"]);
  await page.keyboard.press("Alt+ArrowLeft");
  await page.waitForFunction(() => document.activeElement.textContent.startsWith("prod"));
  assert.deepEqual(await environments.columns(), ["prod", "play", "play-two"]);

  await environments.act("play", "Remove");
  await said.getByText("Removed environment play").waitFor();
  assert.deepEqual(await environments.columns(), ["prod", "play-two"]);
  const undo = page.getByRole("button", { name: "Undo Removed environment play" });
  await undo.click();
  await said.getByText("Undone: Removed environment play").waitFor();
  assert.deepEqual(await environments.columns(), ["prod", "play", "play-two"]);
  assert.equal(await designer.control("Database name", "play").inputValue(), "orders");
});

spec("what was half typed goes along when an environment gets another name, and comes back when that is undone", async ({ page, url }) => {
  const { designer, environments, said } = await opened(page, url);
  await designer.control("Tasks", "dev").fill("two");
  await designer.control("Tasks", "dev").blur();
  await environments.rename("dev", "play");
  await said.getByText("Renamed environment dev to play").waitFor();
  assert.equal(await designer.control("Tasks", "play").inputValue(), "two");
  await page.reload();
  await designer.started();
  assert.equal(await designer.control("Tasks", "play").inputValue(), "two");
  await environments.rename("play", "dev");
  await said.getByText("Renamed environment play to dev").waitFor();
  await page.keyboard.press("Control+z");
  await said.getByText(/Undone: Renamed environment play to dev/).waitFor();
  assert.equal(await designer.control("Tasks", "play").inputValue(), "two");
});

spec("a preset shows what it changes before it is applied", async ({ page, url }) => {
  const { designer, environments, said } = await opened(page, url);
  await designer.control("Project", undefined).fill("shop");
  await designer.control("Tasks", "prod").fill("9");
  await environments.look("Lean");
  await environments.preview.getByRole("heading", { name: "Choices of yours that go" }).waitFor();
  assert.match(await environments.preview.innerText(), /prod CPU: 1024 → 256/);
  assert.match(await environments.preview.innerText(), /a month/);
  await environments.dialog.getByRole("button", { name: "Apply" }).click();
  await said.getByText("Applied preset Lean").waitFor();
  assert.equal(await designer.control("Project", undefined).inputValue(), "shop");
  assert.equal(await designer.control("Tasks", "prod").inputValue(), "2");
  await page.getByRole("button", { name: "Preset: Lean" }).waitFor();

  await page.reload();
  await designer.started();
  await page.getByRole("button", { name: "Preset: Lean" }).waitFor();
  assert.equal(await designer.control("Project", undefined).inputValue(), "shop");
});

for (const [name, context] of [["in the light", { colorScheme: "light" }], ["in the dark", { colorScheme: "dark" }], ["on a phone", phone]]) {
  spec(`axe finds nothing to object to ${name}: environments and their dialogs`, async ({ page, url }) => {
    const { environments } = await opened(page, url);
    await environments.add({});
    await environments.dialog.waitFor({ state: "hidden" });
    await environments.of("staging");
    await assertAccessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than the page");
    await environments.act("staging", "Duplicate");
    await environments.dialog.getByRole("button", { name: "Add" }).waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await environments.look("Hardened");
    await assertAccessible(page);
  }, { context });
}
