// Once it was opened the page needs no network, and a newer version is taken when its user wants it.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { Designer } from "../pages/designer.mjs";
import { dist } from "../support/server.mjs";
import { spec } from "../support/spec.mjs";

/** Waits until the site is kept. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

spec("opens without a network, with the design and the download", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.control("Multi-AZ standby", "dev").check();
  const hash = designer.hash;
  await kept(page);
  await page.context().setOffline(true);
  await page.goto(url);
  await designer.started();
  assert.equal(designer.hash, hash);
  const { bytes } = await designer.download();
  assert.ok(bytes.length > 10_000);
});

spec("can be installed: the manifest and its icons are there", async ({ page, url }) => {
  await new Designer(page, url).open();
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector('link[rel="manifest"]');
    const manifest = await (await fetch(link.href)).json();
    const sizes = await Promise.all(manifest.icons.map(async ({ src }) => {
      const icon = new Image();
      icon.src = new URL(src, link.href);
      await icon.decode();
      return `${icon.naturalWidth}x${icon.naturalHeight}`;
    }));
    return { ...manifest, sizes };
  });
  assert.equal(manifest.display, "standalone");
  assert.deepEqual(manifest.sizes, manifest.icons.map((icon) => icon.sizes));
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A fresh profile of a test is a private one, in which nothing can be installed.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});

const changing = await mkdtemp(join(tmpdir(), "landform-"));
after(() => rm(changing, { recursive: true }));
await cp(dist, changing, { recursive: true });

spec("tells that a newer version is ready, and takes it without losing anything", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await kept(page);
  await page.reload();
  await designer.started();
  await designer.control("Multi-AZ standby", "dev").check();
  await designer.control("Tasks", "dev").fill("eighty");
  const hash = designer.hash;

  const index = join(changing, "index.html");
  await writeFile(index, (await readFile(index, "utf8")).replace("<title>", '<meta name="version" content="newer"><title>'));
  const worker = join(changing, "service-worker.js");
  const text = await readFile(worker, "utf8");
  await writeFile(worker, text.replace(/const VERSION = "[0-9a-f]+"/, 'const VERSION = "newer"'));
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));

  await designer.notes.getByText("A newer version of Landform is ready").waitFor();
  await Promise.all([page.waitForEvent("load"), designer.notes.getByRole("button", { name: "Reload" }).click()]);
  await designer.started();
  assert.equal(await page.locator('meta[name="version"]').getAttribute("content"), "newer");
  assert.equal(designer.hash, hash);
  assert.equal(await designer.control("Tasks", "dev").inputValue(), "eighty");
}, { folder: changing });
