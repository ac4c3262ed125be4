// Takes the README's picture from the built site: `make screenshot`.
import { chromium } from "playwright-core";
import { Designer } from "./pages/designer.mjs";
import { serve } from "./support/server.mjs";

const site = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
const designer = await new Designer(page, site.url).open();

// One choice that a rule forbids, looked at from all sides: its control, its message, the rule itself.
await designer.control("Plain HTTP", "prod").check();
await designer.problems.getByRole("button", { name: /^environments\/prod\// }).first().click();
await designer.shownFile();
await designer.control("Plain HTTP", "prod").evaluate((control) => control.scrollIntoView({ block: "center" }));
await page.mouse.move(0, 0);
await page.waitForTimeout(1500); // what lights up for a moment has gone out
await page.screenshot({ path: "docs/screenshot.png" });
await browser.close();
await site.close();
