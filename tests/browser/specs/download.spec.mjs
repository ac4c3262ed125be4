import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";
import { folder, hasTerraform, landform, terraform, unzip, write } from "../support/tools.mjs";

spec("from a toggle to a repository", async ({ page, url, profile }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Problems");
  await page.getByText("No problems.").waitFor();

  // A choice that a rule forbids is told at once, with the place of the rule in the repository.
  await designer.control("Plain HTTP", "prod").check();
  const problem = designer.problems.filter({ hasText: "Plain HTTP is for dev only" });
  await problem.waitFor();
  const place = await problem.getByRole("button", { name: /^environments\/prod\/variables.*\.tf:\d+$/ }).textContent();
  const [path, line] = place.split(":");

  // The place leads to the rule.
  await problem.getByRole("button", { name: place }).click();
  const shown = await designer.shownFile();
  assert.equal(shown.path, path);
  const rule = shown.lines.slice(Number(line) - 1, Number(line) + 3).join("\n");
  assert.match(rule, /condition\s+= .*var\.allow_http/);

  // The problem leads to its control, where it is undone.
  await designer.tab("Problems");
  await problem.getByRole("button", { name: "Plain HTTP", exact: true }).click();
  await assertFocused(designer.control("Plain HTTP", "prod"));
  await page.keyboard.press("Space");
  await page.getByText("No problems.").waitFor();

  // dev may do what prod may not; that is part of the design, and of its link.
  await designer.control("Plain HTTP", "dev").check();
  await page.getByText("No problems.").waitFor();
  const { name, bytes } = await designer.download();
  assert.equal(name, "example.zip");

  const files = unzip(bytes);
  for (const path of ["README.md", "modules/alb/main.tf", "environments/dev/terraform.tfvars", "environments/prod/main.tf", "bootstrap/main.tf", "landform.json"]) {
    assert.ok(files.get(path), `${path} is in the zip`);
  }
  assert.match(files.get("environments/dev/terraform.tfvars"), /^allow_http +=/m);
  assert.doesNotMatch(files.get("environments/prod/terraform.tfvars"), /^allow_http\b/m);
  assert.ok(files.get("README.md").includes(page.url()), "the README carries the link");
  assert.equal(files.get(path).split("\n")[Number(line) - 1], shown.lines[Number(line) - 1]);

  if (hasTerraform()) {
    const repository = await folder();
    await write(repository, files);
    assert.equal(terraform(repository, "fmt", "-check", "-recursive", "-list=true"), "");
  }

  // A colleague who opens the link gets the same bytes, and so does a pipeline.
  const colleague = await new Designer(await profile(), url).open(designer.hash);
  assert.ok(await colleague.control("Plain HTTP", "dev").isChecked());
  assert.ok((await colleague.download()).bytes.equals(bytes), "the colleague's zip");
  const zip = join(await folder(), "twin.zip");
  landform("export", "--link", page.url(), "--zip", zip);
  assert.ok((await readFile(zip)).equals(bytes), "the command line twin's zip");
});

spec("asks before it downloads what Terraform would refuse", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Plain HTTP", "prod").check();
  await page.getByRole("banner").getByRole("button", { name: "Download 1 problem" }).click();
  await designer.dialog.getByText("Plain HTTP is for dev only").waitFor();
  await designer.dialog.getByRole("button", { name: "Cancel" }).click();
  await designer.dialog.waitFor({ state: "hidden" });

  await page.keyboard.press("Control+s");
  await designer.dialog.getByRole("button", { name: "Show problems" }).click();
  await designer.problems.first().waitFor();

  const { bytes } = await designer.download({ anyway: true });
  assert.match(unzip(bytes).get("environments/prod/terraform.tfvars"), /^allow_http +=/m);
});

spec("downloads with Ctrl+S, and one file by itself", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const files = unzip((await designer.downloaded(() => page.keyboard.press("Control+s"))).bytes);

  await designer.tab("Files");
  await page.getByRole("navigation", { name: "Files of the repository" }).getByRole("button", { name: "README.md" }).first().click();
  const shown = await designer.shownFile();
  const { name, bytes } = await designer.downloaded(() => page.getByRole("button", { name: "Download this file" }).click());
  assert.equal(name, "README.md");
  assert.equal(bytes.toString(), files.get(shown.path));
  assert.equal(shown.lines.join("\n").trimEnd(), bytes.toString().trimEnd());
});

spec("lists what still stands at an example, as the README does", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Before you apply");
  const project = designer.examples.filter({ hasText: "Project" });
  await project.waitFor();
  await designer.control("Project").fill("shop");
  await project.waitFor({ state: "detached" });
  const left = await designer.examples.count();
  assert.ok(left > 0, "other examples are left");

  const readme = unzip((await designer.download()).bytes).get("README.md");
  // The first button of an entry is the option's name; those after it are its values.
  const names = await designer.examples.locator("button.go").allTextContents();
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length > 0);
  for (const name of names) assert.ok(readme.includes(name), `${name} is in the README`);
});

async function assertFocused(locator) {
  assert.ok(await locator.evaluate((element) => element === document.activeElement), `${locator} has the focus`);
}

spec("shows how far the zip is while it is made", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  // It is in sight only where the making takes longer than a tenth of a second.
  await page.evaluate(() => {
    window.steps = [];
    new MutationObserver(() => {
      const bar = document.querySelector("progress");
      if (bar) window.steps.push({ name: bar.getAttribute("aria-label"), done: bar.value, of: bar.max });
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const { bytes } = await designer.download();
  const steps = await page.evaluate(() => window.steps);
  assert.ok(steps.length > 0, "there is a bar");
  assert.ok(steps.every(({ name, done, of }) => name === "Making the zip" && done <= of && of === unzip(bytes).size), JSON.stringify(steps));
  assert.equal(await page.getByRole("progressbar").count(), 0, "it is gone");
});
