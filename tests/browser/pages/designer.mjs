// The page as a user sees it: found by role, label and text, never by class or structure.

/** The designer in one tab. */
export class Designer {
  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  /** Opens the site with `hash` ("" or a link's "#v1.…") and waits until the application has taken the page over. */
  async open(hash = "") {
    await this.page.goto(this.url + hash);
    await this.page.locator("#boot").waitFor({ state: "detached" });
    return this;
  }
}
