// Takes the README's picture from the built site: `make screenshot`.
import { chromium } from "playwright-core";
import { Designer } from "./pages/designer.mjs";
import { serve } from "./support/server.mjs";

const site = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1680, height: 1000 }, colorScheme: "light" });
const designer = await new Designer(page, site.url).open();

// One choice, and what follows from it: one more gateway in the picture, what it adds to the plan, what it costs.
await designer.control("NAT gateways", "dev").getByRole("radio", { name: "per_az" }).check();
await designer.boxes.first().waitFor();
await page.getByRole("heading", { name: "Network" }).evaluate((heading) => heading.scrollIntoView());
await page.mouse.move(0, 0);
await page.waitForTimeout(5000); // what lights up for a moment has gone out
await page.screenshot({ path: "docs/screenshot.png" });
await browser.close();
await site.close();
