// Prints the size of every file in dist/, as it lies there and as a host that compresses with Brotli 11 sends it: what the first
// load needs, and what comes later. Fails when one of the two is beyond its budget.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib"; // its default quality is 11

/** What each may weigh compressed, in bytes. It follows what was reached; only another option may raise it. */
const BUDGET = { first: 696_500, later: 404_500 };

// What the page names and cannot stand without. Its manifest and icons are asked for when it is installed; the service worker,
// the code that the first load does without and the texts that only the repository needs come when it stands.
const html = readFileSync("dist/index.html", "utf8");
const named = [...html.matchAll(/<(?:link|script)\b[^>]*>/g)]
  .map(([tag]) => ({ rel: /\brel="([^"]*)"/.exec(tag)?.[1] ?? "script", path: /\b(?:href|src)="([^"]*)"/.exec(tag)?.[1] ?? "" }))
  .filter(({ rel }) => !["manifest", "apple-touch-icon"].includes(rel))
  .map(({ path }) => path.split("/").pop());
const first = new Set(["index.html", ...named]);

const rows = readdirSync("dist", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const bytes = readFileSync(`${entry.parentPath}/${entry.name}`);
    return { name: entry.name, raw: bytes.length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.raw - a.raw);

const width = Math.max(...rows.map((row) => row.name.length));
const print = ({ name, raw, brotli }) => console.log(`${name.padEnd(width)} ${String(raw).padStart(10)} ${String(brotli).padStart(10)}`);
console.log(`${"file".padEnd(width)} ${"bytes".padStart(10)} ${"brotli".padStart(10)}`);
for (const [when, of] of Object.entries({ first: rows.filter(({ name }) => first.has(name)), later: rows.filter(({ name }) => !first.has(name)) })) {
  const sum = (key) => of.reduce((total, row) => total + row[key], 0);
  of.forEach(print);
  print({ name: when === "first" ? "the first load" : "what comes later", raw: sum("raw"), brotli: sum("brotli") });
  const over = sum("brotli") - BUDGET[when];
  if (over > 0) {
    console.error(`That is ${over} bytes beyond its budget of ${BUDGET[when]}.`);
    process.exitCode = 1;
  }
}
