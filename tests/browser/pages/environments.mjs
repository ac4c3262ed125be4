// The environments over their columns, as a user sees them.

/** The bar of environments, and its dialogs. */
export class Environments {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.bar = page.getByRole("group", { name: "Environments" });
    this.dialog = page.getByRole("dialog");
    this.preview = this.dialog.getByRole("region", { name: "What it changes" });
  }

  /** The names of the columns of the form, in order. */
  async columns() {
    const heads = this.page.getByRole("table", { name: "Options" }).locator("thead th[data-root] .root");
    return heads.allInnerTexts();
  }

  /** The names in the bar, in order. */
  names() {
    return this.bar.locator("summary .root").allInnerTexts();
  }

  /** Opens the dialog that adds, and fills it in. */
  async add({ kind, name }) {
    await this.bar.getByRole("button", { name: "Environment", exact: true }).click();
    if (kind) await this.dialog.getByLabel("Kind").selectOption(kind);
    if (name !== undefined) await this.dialog.getByLabel("Name").fill(name);
    await this.dialog.getByRole("button", { name: "Add" }).click();
  }

  /** What can be done with one of them; opened, if it is not. */
  async of(name) {
    const sheet = this.bar.getByRole("group", { name: `Environment ${name}`, exact: true });
    if (!(await sheet.isVisible())) await this.bar.locator(`[data-environment="${name}"] summary`).click();
    return sheet;
  }

  async rename(from, to) {
    const sheet = await this.of(from);
    await sheet.getByLabel("Name").fill(to);
    await sheet.getByRole("button", { name: "Rename" }).click();
  }

  /** Move left, Move right, Duplicate or Remove. */
  async act(name, what) {
    await (await this.of(name)).getByRole("button", { name: what }).click();
  }

  /** Opens the dialog of presets and looks at one. */
  async look(preset) {
    await this.bar.getByRole("button", { name: /^Preset:/ }).click();
    await this.dialog.getByRole("radio", { name: new RegExp(`^${preset}`) }).check();
  }
}
