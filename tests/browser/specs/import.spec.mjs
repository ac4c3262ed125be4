// A design comes back from whatever Landform gave out: dropped, pasted or opened.
import assert from "node:assert/strict";
import { Designer } from "../pages/designer.mjs";
import { spec } from "../support/spec.mjs";
import { unzip } from "../support/tools.mjs";

/** Drops a file on the page, as a browser does when it is let go there. */
const drop = (page, name, bytes) => page.evaluate(([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, [...bytes]]);

/** Pastes text outside of any field. */
const paste = (page, text) => page.evaluate((text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement?.blur();
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}, text);

spec("takes a downloaded zip, its landform.json and one terraform.tfvars, and tells what it read", async ({ page, url, profile }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("NAT gateways", "dev").getByRole("radio", { name: "per_az" }).check();
  await designer.control("Owner").fill("payments");
  await page.keyboard.press("Tab");
  const zip = (await designer.download()).bytes;
  const files = unzip(zip);
  for (const [name, bytes] of [["example.zip", zip], ["landform.json", Buffer.from(files.get("landform.json"))]]) {
    const colleague = await new Designer(await profile(), url).open();
    await drop(colleague.page, name, bytes);
    await colleague.notes.getByText(/ was read.*: 2 options$/).waitFor();
    assert.equal(colleague.hash, designer.hash, name);
    await colleague.notes.getByRole("button", { name: "Go back to mine" }).click();
    assert.equal(await colleague.control("Owner").inputValue(), "platform-team");
  }
  const colleague = await new Designer(await profile(), url).open();
  await colleague.page.getByLabel("File to open").setInputFiles({ name: "terraform.tfvars", mimeType: "text/plain", buffer: Buffer.from(files.get("environments/dev/terraform.tfvars")) });
  await colleague.notes.getByText("terraform.tfvars was read as the inputs of dev: 2 options").waitFor();
  assert.equal(colleague.hash, designer.hash);
});

spec("takes a pasted link; what is no design changes nothing", async ({ page, url, profile }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  const colleague = await new Designer(await profile(), url).open();
  const before = colleague.hash;
  for (const [name, bytes] of [["photo.png", Buffer.from([137, 80, 78, 71, 255, 254])], ["broken.zip", Buffer.from("PK\u0003\u0004")], ["notes.txt", Buffer.from("hello")]]) {
    await drop(colleague.page, name, bytes);
    await colleague.notes.getByText(`${name} is no design`).waitFor();
  }
  assert.equal(colleague.hash, before);
  await paste(colleague.page, page.url());
  await colleague.notes.getByText(/^What was pasted was read as the link: Multi-AZ standby, dev: false → true/).waitFor();
  assert.equal(colleague.hash, designer.hash);
});
