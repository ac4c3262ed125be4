// One behaviour of the built site: a fresh profile of a real browser, on a server of its own.
// Whatever a spec looks at, it fails when the page logs an error or a warning, throws, or asks another host for anything.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { dist, serve } from "./server.mjs";

// Trunk puts the WebAssembly file's hash on its preload link, where site/start.js reads it and has it enforced.
// Chromium says that on that link alone it would be ignored (https://crbug.com/981419).
const tolerated = /integrity` attribute is currently ignored for preload destinations/;

let launched;
const browser = () => (launched ??= chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
}));
after(async () => (await launched)?.close());

/**
 * @param {string} name what the site does, as a sentence
 * @param {(given: {page: import("playwright-core").Page, url: string, profile: () => Promise<import("playwright-core").Page>}) => Promise<void>} body
 *   `profile()` opens a page in another fresh profile, as a colleague would who got a link
 * @param {object} [options]
 * @param {string} [options.folder] what is served in place of dist/
 * @param {RegExp[]} [options.expected] complaints that belong to the behaviour; every one of them must come
 * @param {object} [options.context] Playwright's options of a profile: viewport, colorScheme, …
 */
export function spec(name, body, { folder = dist, expected = [], context = {} } = {}) {
  test(name, { timeout: 120_000 }, async () => {
    const site = await serve(folder);
    const profiles = [];
    const complaints = [];
    const profile = async () => {
      const fresh = await (await browser()).newContext({ acceptDownloads: true, ...context });
      profiles.push(fresh);
      fresh.on("console", (message) => {
        if (!["error", "warning"].includes(message.type()) || tolerated.test(message.text())) return;
        complaints.push(`console ${message.type()}: ${message.text()}`);
      });
      fresh.on("weberror", (error) => complaints.push(`page error: ${error.error()}`));
      fresh.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.url)) complaints.push(`request to elsewhere: ${request.url()}`);
      });
      return fresh.newPage();
    };
    try {
      await body({ page: await profile(), url: site.url, profile });
      for (const pattern of expected) {
        assert.ok(complaints.some((complaint) => pattern.test(complaint)), `expected a complaint like ${pattern}, got ${complaints}`);
      }
      const unexpected = complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
      assert.deepEqual(unexpected, [], "what the browser complained about");
    } finally {
      await Promise.all(profiles.map((each) => each.close()));
      await site.close();
    }
  });
}
