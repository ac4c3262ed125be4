// Writes into the service worker which files there are to keep, and which version of the site they are.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} folder the built site, whole */
export function keepOffline(folder) {
  const worker = join(folder, "service-worker.js");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/").replace(/^\//, ""))
    .filter((path) => path !== "service-worker.js" && path !== "index.html")
    .sort();

  const hash = createHash("sha256");
  for (const path of ["index.html", ...files]) hash.update(path).update(readFileSync(join(folder, path)));

  const text = readFileSync(worker, "utf8");
  const written = text
    .replace('const VERSION = "";', `const VERSION = "${hash.digest("hex").slice(0, 16)}";`)
    .replace("const FILES = [];", `const FILES = ${JSON.stringify(["./", ...files])};`);
  if (written === text) throw new Error("site/service-worker.js has no place for its version and its files");
  writeFileSync(worker, written);
}
