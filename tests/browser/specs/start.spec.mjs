import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { Designer } from "../pages/designer.mjs";
import { dist } from "../support/server.mjs";
import { spec } from "../support/spec.mjs";

spec("starts under any path, without a complaint", async ({ page, url }) => {
  await new Designer(page, url).open();
  assert.equal(await page.title(), "Landform");
});

spec("lets nothing inline and nothing from elsewhere run", async ({ page, url }) => {
  await new Designer(page, url).open();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  for (const rule of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'"]) {
    assert.ok(policy.includes(rule), `${rule} in ${policy}`);
  }
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.body.append(script);
    return Boolean(window.inlineRan);
  });
  assert.equal(ran, false);
}, { expected: [/inline script/] });

spec("keeps no cookie, and what it loads is held to its hash", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  await designer.tab("Cost");
  assert.deepEqual(await page.context().cookies(), []);
  assert.equal(await page.evaluate(() => document.cookie), "");
  const unheld = await page.evaluate(() =>
    [...document.querySelectorAll("script[src], link[rel=stylesheet], link[rel=modulepreload], link[rel=preload]")]
      .filter((element) => !/^sha(256|384|512)-/.test(element.integrity))
      .map((element) => element.outerHTML));
  assert.deepEqual(unheld, []);
});

spec("what only the repository needs comes once the page stands, and a download waits for it", async ({ page, url }) => {
  let come;
  const held = new Promise((go) => { come = go; });
  await page.route(/\/texts-[0-9a-f]+\.json$/, async (route) => {
    await held;
    await route.continue();
  });
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  await designer.tab("Plan");
  await designer.resource("aws_db_instance.this").first().waitFor();
  const { bytes } = await designer.downloaded(async () => {
    await page.keyboard.press("Control+s");
    await page.locator("p.said").getByText("One moment").waitFor();
    come();
  });
  assert.ok(bytes.length > 10_000);
  await designer.tab("Files");
  assert.ok((await designer.shownFile()).lines.length > 5);
});

spec("asks for nothing after it has started", async ({ page, url }) => {
  await new Designer(page, url).open();
  await page.waitForLoadState("networkidle");
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.mouse.click(5, 5);
  await page.waitForTimeout(300);
  assert.deepEqual(requests, []);
});

spec("without JavaScript, says what it needs", async ({ page, url }) => {
  await page.goto(url);
  await page.locator("noscript p").waitFor();
  assert.equal(await page.getByRole("status").isVisible(), false);
}, { context: { javaScriptEnabled: false } });

// A host that was left with half of an old and half of a new version, or a file changed on its way.
for (const kind of [".wasm", ".js"]) {
  const folder = await copyOfSite();
  const name = (await readdir(folder)).find((file) => file.startsWith("landform-site") && file.endsWith(kind));
  const bytes = await readFile(join(folder, name));
  await writeFile(join(folder, name), Buffer.concat([bytes, Buffer.from(kind === ".js" ? "\n" : [0, 1, 0])]));

  spec(`refuses to run a changed ${kind} file, and says so`, async ({ page, url }) => {
    await page.goto(url);
    await page.getByText("Landform could not start").waitFor();
  }, { folder, expected: [/integrity|digest/i, /page error/], });
}

async function copyOfSite() {
  const folder = await mkdtemp(join(tmpdir(), "landform-"));
  after(() => rm(folder, { recursive: true }));
  await cp(dist, folder, { recursive: true });
  return folder;
}
