// Cuts the site's WebAssembly in two (tools/cut): what the first load needs stays, what site/later-code.txt lists becomes a file of
// its own, and its name and hash stand in index.html, where site/start.js finds them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const cut = (...given) => execFileSync("cargo", ["run", "--quiet", "--locked", "--manifest-path", "tools/cut/Cargo.toml", "--", ...given], { stdio: "inherit" });
const hash = (bytes, kind, form) => createHash(kind).update(bytes).digest(form);
const integrity = (bytes) => `sha384-${hash(bytes, "sha384", "base64")}`;

/**
 * @param {string} folder the built site
 * @param {boolean} marked whether all code shall stay and mark what has run (tests/browser/later-code.mjs)
 */
export function cutCode(folder, marked) {
  const name = readdirSync(folder).find((each) => each.endsWith("_bg.wasm"));
  const [whole, first, later] = [name, "first.wasm", "later.wasm"].map((each) => join(folder, each));
  const before = integrity(readFileSync(whole));
  if (marked) cut("mark", whole, first, join(folder, "marks.json"));
  else cut("split", whole, "site/later-code.txt", first, later);
  rmSync(whole);

  // A name with the hash of the content, as all have.
  const named = (path, stem) => {
    const renamed = `${stem}-${hash(readFileSync(path), "sha256", "hex").slice(0, 16)}.wasm`;
    renameSync(path, join(folder, renamed));
    return renamed;
  };
  const index = join(folder, "index.html");
  let html = readFileSync(index, "utf8");
  const replace = (old, by) => {
    if (!html.includes(old)) throw new Error(`index.html has no ${old}`);
    html = html.replaceAll(old, by);
  };
  replace(before, integrity(readFileSync(first)));
  replace(name, named(first, "landform-site"));
  if (!marked) {
    const content = readFileSync(later);
    replace('<meta name="code" content="">', `<meta name="code" content="${named(later, "landform-later")}" data-integrity="${integrity(content)}">`);
  }
  writeFileSync(index, html);
}
