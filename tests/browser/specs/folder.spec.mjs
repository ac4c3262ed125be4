// The repository goes into a folder of the user's disk, and a repository that was made before shows what making it anew changes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync, strToU8 } from "fflate";
import { Designer } from "../pages/designer.mjs";
import { Share } from "../pages/dialogs.mjs";
import { spec } from "../support/spec.mjs";
import { folder, unzip, write } from "../support/tools.mjs";

/** The browser's own question cannot be answered here: a folder of the page's private storage stands in for the user's. */
const answered = (page) => page.addInitScript(() => { window.showDirectoryPicker = () => navigator.storage.getDirectory(); });

spec("shows what would change in a folder, and writes it only then", async ({ page, url }) => {
  await answered(page);
  const designer = await new Designer(page, url).open();
  const share = await new Share(designer).open();
  const choose = share.dialog.getByRole("button", { name: "Choose a folder…" });
  const files = share.dialog.getByRole("list", { name: "Files that differ" }).getByRole("listitem");
  const stands = (path) => page.evaluate(async (path) => {
    let at = await navigator.storage.getDirectory();
    const names = path.split("/");
    try {
      for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name);
      return await (await (await at.getFileHandle(names.at(-1))).getFile()).text();
    } catch { return null; }
  }, path);

  await choose.click();
  await files.first().waitFor();
  assert.equal(await stands("README.md"), null);
  await share.dialog.getByRole("button", { name: /^Write \d+ files$/ }).click();
  await share.dialog.getByText(/files written into/).waitFor();
  assert.match(await stands("environments/dev/terraform.tfvars"), /project/);
  await choose.click();
  await share.dialog.getByText("nothing would change").waitFor();
  await share.close();

  await designer.control("NAT gateways", "dev").getByRole("radio", { name: "per_az" }).check();
  await share.open();
  await choose.click();
  await files.filter({ hasText: "environments/dev/terraform.tfvars" }).locator("summary").click();
  await files.getByText(/^-nat_mode/).waitFor();
  await share.dialog.getByRole("button", { name: /^Write \d+ files$/ }).click();
  await share.dialog.getByText(/files written into/).waitFor();
  assert.doesNotMatch(await stands("environments/dev/terraform.tfvars"), /nat_mode/, "per_az is the module's default");
});

spec("a repository of an older version shows what making it anew changes, as a patch", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const { bytes } = await designer.download();
  const today = unzip(bytes);
  const older = new Map(today);
  older.set("modules/alb/main.tf", today.get("modules/alb/main.tf").replace("resource", "# As it was once.\nresource"));
  older.delete("modules/rds/outputs.tf");
  const zip = zipSync(Object.fromEntries([...older].map(([path, text]) => [`example/${path}`, strToU8(text)])));
  await page.getByLabel("File to open").setInputFiles({ name: "older.zip", mimeType: "application/zip", buffer: Buffer.from(zip) });
  await designer.notes.getByText(/Made anew, 2 files of it would be others/).waitFor();
  await designer.notes.getByRole("button", { name: "Show what changes" }).click();
  const { name, bytes: patch } = await designer.downloaded(() => designer.dialog.getByRole("button", { name: "Download as a patch" }).click());
  assert.equal(name, "landform-upgrade.patch");

  const at = await folder();
  await write(at, older);
  execFileSync("git", ["apply", "-"], { cwd: at, input: patch });
  for (const [path, content] of today) assert.equal(await readFile(join(at, path), "utf8"), content, path);
});
