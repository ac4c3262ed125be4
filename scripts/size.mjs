// Prints the size of every file in dist/, as it lies there and as a host that compresses with Brotli 11 sends it.
// Fails when all of it together is beyond the budget.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib"; // its default quality is 11

/** What the site may weigh compressed, in bytes. It follows what was reached, and only goes down. */
const BUDGET = 985_000;

const rows = readdirSync("dist", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const bytes = readFileSync(`${entry.parentPath}/${entry.name}`);
    return { name: entry.name, raw: bytes.length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.raw - a.raw);
const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
const all = { name: "total", raw: total("raw"), brotli: total("brotli") };

const width = Math.max(...rows.map((row) => row.name.length));
console.log(`${"file".padEnd(width)} ${"bytes".padStart(10)} ${"brotli".padStart(10)}`);
for (const { name, raw, brotli } of [...rows, all]) {
  console.log(`${name.padEnd(width)} ${String(raw).padStart(10)} ${String(brotli).padStart(10)}`);
}

const over = all.brotli - BUDGET;
if (over > 0) {
  console.error(`The site is ${over} bytes beyond its budget of ${BUDGET}.`);
  process.exitCode = 1;
}
