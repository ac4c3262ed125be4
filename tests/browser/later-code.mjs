// Finds out which code the first load does without, and writes site/later-code.txt: `make later-code`.
//
// The site in target/marked marks each function that has run (tools/cut). What a visit begins with is done with it, on a desktop
// and on a phone, with nothing, a link and a kept design; what has not run by then comes later.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { Designer } from "./pages/designer.mjs";
import { serve } from "./support/server.mjs";

const marked = fileURLToPath(new URL("../../target/marked", import.meta.url));
const list = fileURLToPath(new URL("../../site/later-code.txt", import.meta.url));
const { base, names } = JSON.parse(await readFile(`${marked}/marks.json`, "utf8"));
const site = await serve(marked);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const ran = new Set();

/** Takes in what has run on a page by now. */
async function note(page) {
  await page.waitForTimeout(2000); // what follows a change when nothing else is to be done
  const marks = await page.evaluate(async ([base, length]) => {
    const { initSync } = await import(document.querySelector('link[rel="modulepreload"]').href);
    const bytes = new Uint8Array(initSync().memory.buffer, base, length);
    return [...bytes.keys()].filter((n) => bytes[n]);
  }, [base, names.length]);
  marks.forEach((n) => ran.add(names[n]));
}

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const designer = await new Designer(page, site.url).open();
  await note(page);

  // What a hand does first.
  const options = page.getByRole("region", { name: "Options", exact: true });
  for (const n of [0, 1, 2]) await options.getByRole("switch").nth(n).click();
  await options.getByRole("radio").nth(1).locator("..").click();
  await options.getByRole("spinbutton").or(options.getByRole("textbox")).first().focus();
  await note(page);

  const link = designer.hash;
  await page.reload();
  await designer.started();
  await note(page);
  const colleague = await (await browser.newContext({ viewport })).newPage();
  await new Designer(colleague, site.url).open(link);
  await note(colleague);
}
await browser.close();
await site.close();

const later = [...new Set(names.filter((name) => !ran.has(name)))].sort();
await writeFile(list, [
  "# The code that the site's first load does without, as hashes of the functions' names (tools/cut). Written by `make later-code`.",
  "# A function that is not here belongs to the first load.",
  ...later,
  "",
].join("\n"));
console.log(`${later.length} of ${new Set(names).size} functions come later`);
