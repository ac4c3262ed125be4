// Whatever a user types is text: on the page, in the link and in every exported file.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";
import { folder, hasTerraform, landform, unzip, write } from "../support/tools.mjs";

const hostile = [
  `"quoted" 'single' \`back\` \\n`,
  "${var.x} %{ if true }x%{ endif } $${y} ${{ secrets.TOKEN }} {{ x }}",
  "<img src=x onerror=alert(1)> <!-- # --> ](javascript:x) | --- \t…",
  "é 🏔️ \u{202e}rtl \u{feff}",
].join("\n");

spec("hostile text in every text field comes back unchanged", async ({ page, url, profile }) => {
  // With what brings every text field into sight.
  const link = landform("link", "--set", "dev.backup=true", "--set", "dev.night_off=true", "--set", `prod.db_password="platform"`, "--set", "prod.db_read_replicas=1", "--set", `dev.assume_role_arn="arn:aws:iam::111122223333:role/apply"`).trim();
  const designer = await new Designer(page, url).open(`#${link.split("#").pop()}`);
  const fields = page.getByRole("main").locator("textarea");
  assert.equal(await fields.filter({ visible: false }).count(), 0, "no text field is out of sight");
  const names = await fields.evaluateAll((all) => all.map((field) => field.getAttribute("aria-label")));
  assert.ok(names.length > 10, "the form has text fields");
  for (const name of names) await page.getByLabel(name, { exact: true }).fill(hostile);
  for (const name of names) assert.equal(await page.getByLabel(name, { exact: true }).inputValue(), hostile, name);
  assert.equal(await page.locator("img").count(), 0);

  // A colleague's page has the same.
  await page.keyboard.press("Tab");
  const colleague = await new Designer(await profile(), url).open(designer.hash);
  for (const name of names) {
    assert.equal(await colleague.page.getByLabel(name, { exact: true }).inputValue(), hostile, name);
  }

  // And so have the exported inputs, as terraform reads them.
  if (!hasTerraform()) return;
  const files = unzip((await designer.download({ anyway: true })).bytes);
  const inputs = [...files].filter(([path]) => path.endsWith("terraform.tfvars"));
  assert.ok(inputs.length >= 2);
  let read = 0;
  for (const [path, text] of inputs) {
    const values = await readInputs(text);
    const changed = Object.entries(values).filter(([, value]) => value === hostile);
    assert.ok(!text.includes("${var.x}\n") && !/(^|[^$])\$\{/.test(text.replaceAll("$${", "")), `${path} escapes interpolation`);
    read += changed.length;
  }
  assert.ok(read >= names.length, `${read} hostile values came back for ${names.length} fields`);
});

spec("10 kB of text is kept whole", async ({ page, url }) => {
  const long = "0123456789".repeat(1024);
  const designer = await new Designer(page, url).open();
  await designer.control("Owner").fill(long);
  await page.keyboard.press("Tab");
  await page.reload();
  await designer.started();
  assert.equal(await designer.control("Owner").inputValue(), long);
});

/** The values of a terraform.tfvars, as the real terraform reads them. */
async function readInputs(text) {
  const names = [...text.matchAll(/^([a-z_0-9]+) +=/gm)].map((match) => match[1]);
  const root = await folder();
  await write(root, [
    ["terraform.tfvars", text],
    ["variables.tf", names.map((name) => `variable "${name}" {}\n`).join("")],
  ]);
  const expression = `base64encode(jsonencode({${names.map((name) => `${name} = var.${name}`).join(", ")}}))\n`;
  const printed = execFileSync("terraform", ["console"], { cwd: root, input: expression, encoding: "utf8" });
  return JSON.parse(Buffer.from(JSON.parse(printed), "base64").toString());
}
