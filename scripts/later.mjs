// Writes the texts that are no part of the site's WebAssembly (site/later.txt) into a file of their own, and its name and hash
// into index.html, where site/start.js finds them.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} folder the built site */
export function writeLater(folder) {
  const marks = readFileSync("site/later.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const paths = readdirSync("blueprint", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/").replace(/^blueprint/, ""))
    .filter((path) => marks.some((mark) => path.includes(mark)))
    .sort();
  const texts = JSON.stringify(Object.fromEntries(paths.map((path) => [path.slice(1), readFileSync(`blueprint${path}`, "utf8")])));
  const hash = (kind, form) => createHash(kind).update(texts).digest(form);
  const name = `texts-${hash("sha256", "hex").slice(0, 16)}.json`;
  writeFileSync(join(folder, name), texts);

  const index = join(folder, "index.html");
  const html = readFileSync(index, "utf8");
  const written = html.replace('<meta name="texts" content="">', `<meta name="texts" content="${name}" data-integrity="sha384-${hash("sha384", "base64")}">`);
  if (written === html) throw new Error("index.html has no place for the texts that come later");
  writeFileSync(index, written);
}
