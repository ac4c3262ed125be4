// The page as a user sees it: found by role, label and text, never by class or structure.
import { readFile } from "node:fs/promises";

/** The designer in one tab. */
export class Designer {
  /**
   * @param {import("playwright-core").Page} page
   * @param {string} url where the site lies
   */
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.problems = page.getByRole("list", { name: "Problems" }).getByRole("listitem");
    this.notes = page.getByRole("region", { name: "Notes" });
    this.dialog = page.getByRole("dialog");
    this.resources = page.getByRole("tabpanel").locator("[data-address]");
    this.boxes = page.getByRole("group", { name: "Picture" }).locator("[data-address]");
    this.examples = page.getByRole("list", { name: "Before you apply" }).getByRole("listitem");
  }

  /** Opens the site with `hash` ("" or a link's "#v1.…") and waits until the application has taken the page over. */
  async open(hash = "") {
    await this.page.goto(this.url + hash);
    return this.started();
  }

  /** Waits until the application stands on the page. */
  async started() {
    await this.page.locator("#boot").waitFor({ state: "detached" });
    await this.page.locator(".app:not([aria-busy])").waitFor();
    await this.page.getByRole("heading", { name: "Landform", exact: true }).waitFor();
    return this;
  }

  /** What is chosen, as the address tells it: the part of a link behind the page's address. */
  get hash() {
    return new URL(this.page.url()).hash;
  }

  /** The control of an option, in an environment's column or, without one, of what exists once. */
  control(label, environment) {
    return this.page.getByLabel(environment ? `${label}, ${environment}` : label, { exact: true });
  }

  /** Opens what an option tells of itself. */
  async explained(label) {
    const name = this.page.getByRole("button", { name: label, exact: true });
    await name.click();
    return this.page.locator(`[id="${await name.getAttribute("aria-controls")}"]`);
  }

  /** Chooses a tab beside the options. */
  async tab(name) {
    await this.page.getByRole("tab", { name }).click();
  }

  /** How many resources the plan of a root has. */
  async planned(root) {
    const text = await this.page.getByRole("group", { name: "Plan of" }).getByRole("button", { name: new RegExp(`^${root}\\b`) }).innerText();
    return Number(/\d+/.exec(text)[0]);
  }

  /** The button that lists only what was added, changed or removed. */
  became(what) {
    return this.page.getByRole("group", { name: "What became of them" }).getByRole("button", { name: what });
  }

  /** The rows of the plan whose address holds a text. */
  resource(text) {
    return this.resources.filter({ hasText: text });
  }

  /** Looks at a part of the page: a tab, on a phone a button of the bar. */
  async look(name, phone = false) {
    if (phone) await this.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name }).click();
    else await this.tab(name);
  }

  /** Does `act` and gives the file that is downloaded then. */
  async downloaded(act) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Downloads the repository with the button; a design with problems is asked about, and downloaded all the same. */
  download({ anyway = false } = {}) {
    return this.downloaded(async () => {
      await this.page.getByRole("banner").getByRole("button", { name: "Download" }).click();
      if (anyway) await this.dialog.getByRole("button", { name: "Download anyway" }).click();
    });
  }

  /** The text of the file that is looked at. */
  async shownFile() {
    const lines = this.page.getByRole("group", { name: "Text of the file" }).getByRole("listitem");
    await lines.first().waitFor();
    return {
      path: await this.page.getByRole("region", { name: "File", exact: true }).getByRole("heading").textContent(),
      lines: await lines.allTextContents(),
    };
  }
}
