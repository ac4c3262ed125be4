// The dialogs that the menu of the header opens.

/** What all of them have. */
class Dialog {
  /**
   * @param {import("./designer.mjs").Designer} designer
   * @param {string} entry its name in the menu
   * @param {string} name its heading
   */
  constructor(designer, entry, name) {
    this.page = designer.page;
    this.entry = entry;
    this.dialog = this.page.getByRole("dialog", { name });
  }

  /** Opens it by the menu. */
  async open() {
    await this.page.getByRole("button", { name: "More", exact: true }).click();
    await this.page.getByRole("group", { name: "More", exact: true }).getByRole("button", { name: this.entry }).click();
    await this.dialog.waitFor();
    return this;
  }

  /** Closes it with Escape. */
  async close() {
    await this.page.keyboard.press("Escape");
    await this.dialog.waitFor({ state: "hidden" });
  }
}

/** History and favourites. */
export class Remembered extends Dialog {
  constructor(designer) {
    super(designer, "History and favourites", "History and favourites");
    this.steps = this.dialog.getByRole("list", { name: "History of this visit" }).getByRole("button");
    this.favourites = this.dialog.getByRole("list", { name: "Favourites" }).getByRole("listitem");
  }

  /** Keeps the design under a name. */
  async keep(name) {
    await this.dialog.getByLabel("Name of this design").fill(name);
    await this.page.keyboard.press("Enter");
    await this.favourites.filter({ hasText: name }).first().waitFor();
  }
}

/** Two designs beside each other. */
export class Compare extends Dialog {
  constructor(designer) {
    super(designer, "Compare", "Compare");
    this.from = this.dialog.getByRole("combobox", { name: "From", exact: true });
    this.to = this.dialog.getByRole("combobox", { name: "To", exact: true });
    this.link = this.dialog.getByLabel("Or a link");
    this.options = this.dialog.getByRole("table").getByRole("row");
    this.files = this.dialog.getByRole("list", { name: "Files that differ" }).getByRole("listitem");
    this.download = this.dialog.getByRole("button", { name: "Download as a patch" });
  }

  /** Waits until the comparison is made. */
  async made() {
    await this.dialog.locator("[aria-busy=false]").waitFor();
    return this;
  }
}

/** The ways out of the page. */
export class Share extends Dialog {
  constructor(designer) {
    super(designer, "Share", "Share");
    this.link = this.dialog.getByLabel("Link", { exact: true });
    this.command = this.dialog.getByLabel("Command line", { exact: true });
    this.code = this.dialog.getByRole("img", { name: "QR code of the link" });
  }
}
