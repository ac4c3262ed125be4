// Lighthouse on the built site, as a phone and as a desktop: `make lighthouse`. Prints the four scores, what takes the time,
// and whatever is not as Lighthouse wants it; fails where a score is below what was reached.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import lighthouse, { desktopConfig } from "lighthouse";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** What each must reach. Performance is what a quiet machine of two cores reached in every one of some runs, and only goes up. */
const LEAST = {
  mobile: { performance: 94, accessibility: 100, "best-practices": 100, seo: 100 },
  desktop: { performance: 100, accessibility: 100, "best-practices": 100, seo: 100 },
};

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json", ".json": "application/json", ".txt": "text/plain" };

/** A static host that compresses, as the ones that such a site is put on do. */
async function serve() {
  const compressed = new Map();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const file = join(dist, path.endsWith("/") ? `${path}index.html` : path);
    try {
      if (!compressed.has(file)) compressed.set(file, brotliCompressSync(await readFile(file)));
      const kept = /-[0-9a-f]{8,}/.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-encoding": "br", "cache-control": kept });
      response.end(compressed.get(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${server.address().port}/`;
  // What a host has compressed once it has ready.
  for (const path of ["", ...(await (await fetch(url)).text()).matchAll(/(?:href|src)="\.?\/?([^"#:]+)"/g)].map((found) => found[1] ?? "")) await (await fetch(url + path)).arrayBuffer();
  return { url, close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }) };
}

/** Chromium with a port that Lighthouse can speak to. */
async function chromium() {
  const profile = await mkdtemp(join(tmpdir(), "landform-"));
  const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--disable-background-networking", "about:blank"];
  const child = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", args, { stdio: ["ignore", "ignore", "pipe"] });
  const port = await new Promise((found, failed) => {
    let text = "";
    child.stderr.on("data", (data) => {
      text += data;
      const said = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(text);
      if (said) found(Number(said[1]));
    });
    child.on("exit", () => failed(new Error(`Chromium ended:\n${text}`)));
  });
  const close = async () => {
    const gone = new Promise((ended) => child.once("exit", ended));
    child.kill();
    await gone;
    await rm(profile, { recursive: true, force: true });
  };
  return { port, close };
}

const site = await serve();
const browser = await chromium();
let low = false;
try {
  for (const [device, config] of [["mobile", undefined], ["desktop", desktopConfig]]) {
    const { lhr } = await lighthouse(site.url, { port: browser.port, onlyCategories: CATEGORIES, logLevel: "error" }, config);
    console.log(`== ${device}`);
    for (const category of CATEGORIES) {
      const score = Math.round(lhr.categories[category].score * 100);
      const least = LEAST[device][category];
      low ||= score < least;
      console.log(`${category.padEnd(16)} ${String(score).padStart(3)}${score < least ? `   below ${least}` : ""}`);
    }
    for (const name of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"]) {
      const audit = lhr.audits[name];
      console.log(`  ${audit.title.padEnd(26)} ${audit.displayValue}`);
    }
    const referred = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
    for (const id of new Set(referred)) {
      const audit = lhr.audits[id];
      if (audit.score === null || audit.score >= 0.9) continue;
      console.log(`  ${id}: ${audit.title}`);
      for (const item of audit.details?.items?.slice(0, 4) ?? []) console.log(`    ${JSON.stringify(item).slice(0, 240)}`);
    }
  }
} finally {
  await browser.close();
  await site.close();
}
if (low) process.exitCode = 1;
