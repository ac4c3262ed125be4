// The same site in Firefox, which speaks WebDriver BiDi: Debian's package, driven by Puppeteer.
import assert from "node:assert/strict";
import { accessSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { serve } from "./server.mjs";

const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** Whether Firefox is on this machine. With CI=true it has to be. */
function hasFirefox() {
  try {
    accessSync(executablePath);
    return true;
  } catch {
    if (process.env.CI === "true") throw new Error(`${executablePath} is missing, and CI must not skip what needs it`);
    return false;
  }
}

/**
 * One behaviour in a fresh profile of Firefox.
 * @param {string} name what the site does, as a sentence
 * @param {(given: {page: import("puppeteer-core").Page, url: string, downloaded: () => Promise<{name: string, bytes: Buffer}>}) => Promise<void>} body
 *   `downloaded()` waits for the next file that the page hands out
 */
export function spec(name, body) {
  test(name, { timeout: 120_000, skip: hasFirefox() ? false : "no Firefox" }, async () => {
    const site = await serve();
    const downloads = await mkdtemp(join(tmpdir(), "landform-"));
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath,
      headless: true,
      defaultViewport: { width: 1440, height: 900 },
      extraPrefsFirefox: { "browser.download.dir": downloads, "browser.download.folderList": 2 },
    });
    const complaints = [];
    try {
      const page = await browser.newPage();
      page.on("pageerror", (error) => complaints.push(`page error: ${error}`));
      page.on("console", (message) => message.type() === "error" && complaints.push(`console error: ${message.text()}`));
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.url)) complaints.push(`request to elsewhere: ${request.url()}`);
      });
      const downloaded = async () => {
        for (;;) {
          const names = await readdir(downloads);
          const [name] = names;
          // While it comes there is a .part beside it.
          if (name && names.length === 1 && !name.endsWith(".part")) return { name, bytes: await readFile(join(downloads, name)) };
          await sleep(50);
        }
      };
      await body({ page, url: site.url, downloaded });
      assert.deepEqual(complaints, [], "what the browser complained about");
    } finally {
      await browser.close();
      await site.close();
      await rm(downloads, { recursive: true, force: true });
    }
  });
}
