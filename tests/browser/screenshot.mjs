// Takes the pictures of the built site: the README's, and one of every view for whoever reviews a change of the page
// (docs/screenshots/): `make screenshot`.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { Designer } from "./pages/designer.mjs";
import { Compare, Remembered, Share } from "./pages/dialogs.mjs";
import { serve } from "./support/server.mjs";

const site = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** Opens the site, and makes one choice: one more gateway in the picture, what it adds to the plan, what it costs. */
async function open(context) {
  const page = await browser.newPage({ reducedMotion: "reduce", ...context });
  const designer = await new Designer(page, site.url).open();
  await designer.control("NAT gateways", "dev").getByRole("radio", { name: "per_az" }).check();
  return designer;
}

/** Until what lights up for a moment has gone out. */
const settled = (page) => page.waitForTimeout(2500);

const views = {
  options: async ({ page, designer, phone }) => {
    if (phone) await designer.look("Options", phone);
    await page.getByRole("button", { name: "NAT gateways", exact: true }).click();
    await page.getByRole("list", { name: "Other choices" }).getByRole("listitem").first().waitFor();
  },
  diagram: async ({ designer, phone }) => {
    await designer.look("Diagram", phone);
    await designer.boxes.first().waitFor();
  },
  plan: async ({ designer, phone }) => {
    await designer.look("Plan", phone);
    await designer.resources.first().waitFor();
  },
  cost: async ({ page, designer, phone }) => {
    await designer.look("Cost", phone);
    await page.getByRole("table", { name: "Items" }).waitFor();
  },
  files: async ({ designer, phone }) => {
    await designer.look("Files", phone);
    await designer.shownFile();
  },
  problems: async ({ designer, phone }) => {
    await designer.control("Plain HTTP", "prod").check();
    await designer.look("Problems", phone);
    await designer.page.getByRole("button", { name: /^Fix:/ }).first().waitFor();
  },
  "to-do": async ({ designer, phone }) => {
    await designer.look(phone ? "To do" : "Before you apply", phone);
    await designer.examples.first().waitFor();
  },
  history: async ({ designer }) => {
    const remembered = await new Remembered(designer).open();
    await remembered.keep("Two gateways in dev");
  },
  compare: async ({ designer }) => {
    const compare = await (await new Compare(designer).open()).made();
    await compare.files.filter({ hasText: "environments/dev/terraform.tfvars" }).locator("summary").click();
  },
  share: async ({ designer }) => new Share(designer).open(),
};

const folder = "docs/screenshots";
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const contexts = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 780 }, colorScheme: "light", isMobile: true, hasTouch: true },
};
for (const [context, options] of Object.entries(contexts)) {
  for (const [view, show] of Object.entries(views)) {
    const designer = await open(options);
    await show({ page: designer.page, designer, phone: context === "phone" });
    await designer.page.mouse.move(0, 0);
    await settled(designer.page);
    await designer.page.screenshot({ path: `${folder}/${view}-${context}.jpg`, type: "jpeg", quality: 70 });
    await designer.page.close();
  }
}
const rows = Object.keys(views).map((view) =>
  `## ${view}\n\n${Object.keys(contexts).map((context) => `![${view}, ${context}](${view}-${context}.jpg)`).join("\n")}\n`);
await writeFile(`${folder}/README.md`, `# Every view of the page\n\nTaken by \`make screenshot\` from the built site: in the light, in the dark, and on a phone.\n\n${rows.join("\n")}`);

const designer = await open({ viewport: { width: 1680, height: 1000 }, colorScheme: "light" });
await designer.boxes.first().waitFor();
await designer.page.getByRole("heading", { name: "Network" }).evaluate((heading) => heading.scrollIntoView());
await designer.page.mouse.move(0, 0);
await settled(designer.page);
await designer.page.screenshot({ path: "docs/screenshot.png" });
await browser.close();
await site.close();
