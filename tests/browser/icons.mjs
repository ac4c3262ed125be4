// Draws the icons of the installed page from site/favicon.svg: `make icons`.
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const drawing = await readFile("site/favicon.svg", "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
// A maskable icon is cut to whatever shape the system likes: it has a ground, and its drawing stays in the middle.
for (const [name, size, share, ground] of [
  ["icon-192", 192, 0.94, "transparent"],
  ["icon-512", 512, 0.94, "transparent"],
  ["icon-maskable-512", 512, 0.6, "#dff1ee"],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-content:center;background:${ground}">
    <div style="width:${size * share}px">${drawing.replace("<svg", '<svg style="display:block;width:100%"')}</div>`);
  await page.screenshot({ path: `site/${name}.png`, omitBackground: true });
}
await browser.close();
