// Everybody can use it: by keyboard, with a screen reader, on a phone, in the dark.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { Designer } from "../pages/designer.mjs";
import { Compare, Remembered, Share } from "../pages/dialogs.mjs";
import { spec } from "../support/spec.mjs";

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Fails on every rule of WCAG 2.2 A and AA that axe can judge, and on its best practices. */
async function assertAccessible(builder) {
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
  assert.deepEqual(found, []);
}

/** What is looked at: how to get there, from a design that a rule forbids. */
const views = {
  "the options": async ({ page }) => {
    await page.getByRole("button", { name: "Plain HTTP", exact: true }).click(); // what it is
    await page.getByRole("list", { name: "Other choices" }).getByRole("listitem").first().waitFor();
  },
  "the picture": async ({ page, designer, narrow }) => {
    await designer.look("Diagram", narrow);
    await designer.boxes.first().waitFor();
    await page.getByText("The same as a list").click();
  },
  "the plan": async ({ designer, narrow }) => {
    await designer.look("Plan", narrow);
    await designer.resources.nth(1).getByRole("button").first().click();
  },
  "the cost": async ({ page, designer, narrow }) => {
    await designer.look("Cost", narrow);
    await page.getByRole("table", { name: "Items" }).waitFor();
  },
  "the files": async ({ designer, narrow }) => {
    await designer.look("Files", narrow);
    await designer.shownFile();
  },
  "the problems": async ({ designer, narrow }) => {
    await designer.look("Problems", narrow);
    await designer.problems.first().waitFor();
  },
  "the search": async ({ page }) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search everything" }).fill("nat");
  },
  "the keys": async ({ page, designer }) => {
    await page.getByRole("heading", { name: "Landform" }).click();
    await page.keyboard.press("?");
    await designer.dialog.getByRole("button", { name: "Close" }).waitFor();
  },
  "what is left to fill in": async ({ designer, narrow }) => {
    await designer.look(narrow ? "To do" : "Before you apply", narrow);
    await designer.examples.first().waitFor();
  },
  "the menu": async ({ page }) => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("group", { name: "More", exact: true }).waitFor();
  },
  "the history and the favourites": async ({ designer }) => {
    await designer.control("Multi-AZ standby", "dev").check();
    await (await new Remembered(designer).open()).keep("a name");
  },
  "a comparison": async ({ designer }) => {
    await designer.control("Multi-AZ standby", "dev").check();
    const compare = await (await new Compare(designer).open()).made();
    await compare.files.locator("summary").first().click();
  },
  "the ways out": async ({ designer }) => new Share(designer).open(),
  "the question before a download": async ({ page, designer }) => {
    await page.keyboard.press("Control+s");
    await designer.dialog.getByRole("button", { name: "Cancel" }).waitFor();
  },
};

for (const [name, context, schemes] of [
  ["in the light and in the dark", {}, ["light", "dark"]],
  ["on a phone", phone, ["light"]],
]) {
  for (const [view, show] of Object.entries(views)) {
    spec(`axe finds nothing to object to ${name}: ${view}`, async ({ page, url }) => {
      const designer = await new Designer(page, url).open();
      // What is planned at all stands with the design as it is; what is wrong, with one that a rule forbids.
      if (/options|problems|question/.test(view)) await designer.control("Plain HTTP", "prod").check();
      await show({ page, designer, narrow: context === phone });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const builder = new AxeBuilder({ page });
        // Hundreds of controls stand beside every view, and are judged on the options' own.
        await assertAccessible(view === "the options" ? builder : builder.exclude("#options"));
      }
    }, { context });
  }
}

spec("more contrast, where the system asks for it", async ({ page, url }) => {
  await new Designer(page, url).open();
  const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast-enhanced"]).analyze();
  assert.deepEqual(violations.map(({ id }) => id), []);
}, { context: { contrast: "more" } });

spec("in the system's own few colours everything is told apart", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  /** What is drawn of an element: line and ground, as the system's colours make them. */
  const drawn = (locator, pseudo) => locator.evaluate((element, pseudo) => {
    const { color, backgroundColor, borderTopColor, borderTopStyle } = getComputedStyle(element, pseudo);
    return { color, ground: backgroundColor, line: borderTopStyle === "none" ? "none" : borderTopColor };
  }, pseudo);
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
  const on = await drawn(designer.control("Multi-AZ standby", "prod"));
  const off = await drawn(designer.control("Plain HTTP", "prod"));
  assert.notDeepEqual(on, off, "a switch that is on is not as one that is off");
  const tabs = page.getByRole("tab");
  assert.notEqual((await tabs.nth(0).evaluate((tab) => getComputedStyle(tab).borderBlockEndColor)),
    await tabs.nth(1).evaluate((tab) => getComputedStyle(tab).borderBlockEndColor), "the chosen tab is not as the others");
  const download = await drawn(page.getByRole("banner").getByRole("button", { name: "Download" }));
  assert.notEqual(download.line, "none");
  assert.notEqual(download.line, download.ground, "a button has an edge");
  await designer.control("Plain HTTP", "prod").check();
  const changed = page.locator('[data-option="prod.allow_http"]');
  assert.notEqual((await drawn(changed, "::before")).ground, (await drawn(changed)).ground, "what was changed is marked");
  await designer.tab("Diagram");
  await designer.boxes.first().waitFor();
  const box = await designer.boxes.first().locator("rect").first().evaluate((rect) => {
    const { fill, stroke } = getComputedStyle(rect);
    return { fill, stroke };
  });
  assert.notEqual(box.fill, box.stroke, "boxes have lines");
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id }) => id), []);
}, { context: { forcedColors: "active" } });

spec("a screen reader hears how many problems there are, what a change does to the plan, and what it costs", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  // What a live region says is its text; it must have stood there before that changes.
  await page.evaluate(() => {
    window.heard = [];
    for (const region of document.querySelectorAll("[role=status]")) {
      new MutationObserver(() => window.heard.push(region.textContent.trim())).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  const heard = (pattern) => page.waitForFunction((source) => window.heard.some((text) => new RegExp(source).test(text)), pattern);
  await designer.control("Plain HTTP", "prod").check();
  await heard("^1 problem$");
  await designer.control("Plain HTTP", "prod").uncheck();
  await heard("^No problems$");
  await designer.control("Multi-AZ standby", "dev").check();
  await heard("^Plan of dev: .*changed");
  await heard("^Cost of dev: .*a month");
});

spec("prints what is looked at whole, without what can only be clicked", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  await designer.tab("Plan");
  await designer.resources.first().waitFor();
  await page.emulateMedia({ media: "print" });
  const heights = await page.evaluate(() => ["#options", "#panel"].map((id) => {
    const element = document.querySelector(id);
    return element.scrollHeight - element.clientHeight;
  }));
  assert.deepEqual(heights, [0, 0], "nothing is cut off");
  assert.equal(await page.getByRole("banner").getByRole("button").first().isVisible(), false);
  assert.ok((await page.pdf()).length > 10_000);
});

spec("a phone prints what follows from the options, though nobody looked at it", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  assert.equal(await designer.boxes.count(), 0, "nobody looked at it");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await designer.boxes.first().waitFor();
}, { context: phone });

spec("follows the system's colours", async ({ page, url }) => {
  await new Designer(page, url).open();
  const brightness = () => page.evaluate(() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
    return Math.max(r, g, b);
  });
  await page.emulateMedia({ colorScheme: "light" });
  const light = await brightness();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await brightness();
  assert.ok(dark < light / 2, `${dark} in the dark, ${light} in the light`);
});

spec("a phone shows everything within its width", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const parts = page.getByRole("navigation", { name: "Parts of the page" });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.equal(await overflow(), 0);

  await designer.control("Plain HTTP", "prod").tap();
  await parts.getByRole("button", { name: "Problems" }).tap();
  const problem = designer.problems.filter({ hasText: "Plain HTTP is for dev only" });
  await problem.waitFor();
  assert.equal(await overflow(), 0);
  await problem.getByRole("button", { name: /^environments\/prod\// }).first().tap();
  await designer.shownFile();
  assert.equal(await overflow(), 0);
  await parts.getByRole("button", { name: "To do" }).tap();
  await designer.examples.first().waitFor();
  assert.equal(await overflow(), 0);

  await parts.getByRole("button", { name: "Options" }).tap();
  await designer.control("Plain HTTP", "prod").tap();
  const { bytes } = await designer.downloaded(() => page.getByRole("banner").getByRole("button", { name: "Download" }).tap());
  assert.ok(bytes.length > 10_000);
}, { context: phone });

spec("needs no mouse", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  const focused = () => page.evaluate(() => {
    const { outlineStyle, boxShadow, outlineWidth } = getComputedStyle(document.activeElement);
    const seen = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    return { name: document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim(), seen };
  });

  await page.keyboard.press("Tab");
  assert.deepEqual(await focused(), { name: "Skip to the options", seen: true });
  await page.keyboard.press("Enter");

  await page.keyboard.press("/");
  await page.keyboard.type("plain http");
  const control = designer.control("Plain HTTP", "prod");
  for (let steps = 0; steps < 12 && !(await control.evaluate((element) => element === document.activeElement)); steps++) {
    await page.keyboard.press("Tab");
  }
  assert.equal((await focused()).name, "Plain HTTP, prod");
  await page.keyboard.press("Space");
  await page.keyboard.press("Alt+5");
  assert.match((await focused()).name, /^Problems/);
  await designer.problems.filter({ hasText: "Plain HTTP is for dev only" }).waitFor();

  await page.keyboard.press("Control+s");
  await designer.dialog.waitFor();
  await page.keyboard.press("Escape");
  await designer.dialog.waitFor({ state: "hidden" });
  await control.focus();
  await page.keyboard.press("Space");
  const { bytes } = await designer.downloaded(() => page.keyboard.press("Control+s"));
  assert.ok(bytes.length > 10_000);
});

spec("all of a visit by keyboard alone: five options, an environment, the views, a file, a favourite, the zip", async ({ page, url }) => {
  const designer = await new Designer(page, url).open();
  /** What the control is called that has the focus. */
  const name = () => page.evaluate(() => {
    const at = document.activeElement;
    return at.matches("button, input, select, summary, textarea") ? at.getAttribute("aria-label") ?? at.textContent.trim() : "";
  });
  /** Tab until something of that name has the focus; never further than `most`. */
  const tabTo = async (wanted, most = 60, key = "Tab") => {
    for (let steps = 0; steps < most; steps++) {
      await page.keyboard.press(key);
      if (wanted.test(await name())) return;
    }
    assert.fail(`nothing called ${wanted} within ${most} steps; at ${await name()}`);
  };
  /** To a control by the search over everything. */
  const goTo = async (label, control) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(label);
    await page.getByRole("listbox", { name: "Found" }).getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction((wanted) => document.activeElement.getAttribute("aria-label")?.startsWith(wanted) || document.activeElement.closest("[role=radiogroup]"), control);
  };
  const type = async (text) => {
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
  };

  await goTo("project", "Project");
  await type("shop");
  await goTo("multi-az standby", "Multi-AZ standby");
  await page.keyboard.press("Space");
  await goTo("idle timeout", "Idle timeout");
  await page.keyboard.press("ArrowUp");
  await goTo("nat gateways", "NAT gateways");
  await page.keyboard.press("ArrowRight");
  await goTo("open to", "Open to");
  await type("10.0.0.0/8");
  await page.waitForFunction(() => location.hash.length > 60);

  // Another environment.
  await tabTo(/^Environment$/, 400, "Shift+Tab");
  await page.keyboard.press("Enter");
  await designer.dialog.waitFor();
  await tabTo(/^Add$/, 12);
  await page.keyboard.press("Enter");
  await page.locator("p.said").getByText("Added environment staging").waitFor();

  // The views, a resource, the file that it stands in.
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("ArrowRight");
  assert.match(await name(), /^Plan/);
  await tabTo(/aws_/, 40);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match((await designer.shownFile()).path, /\.tf$/);

  // Kept under a name.
  await page.keyboard.press("Alt+h");
  await designer.dialog.waitFor();
  await tabTo(/^(Name|Keep)/, 12);
  await page.keyboard.press("Escape");
  await designer.dialog.waitFor({ state: "hidden" });

  await page.keyboard.press("Control+z");
  await page.locator("p.said").getByText("Undone: Added environment staging").waitFor();
  const { name: zip, bytes } = await designer.downloaded(() => page.keyboard.press("Control+s"));
  assert.equal(zip, "shop.zip");
  assert.ok(bytes.length > 10_000);
});

spec("shows the focus on every control", async ({ page, url }) => {
  await new Designer(page, url).open();
  const unseen = new Set();
  for (let steps = 0; steps < 400; steps++) {
    await page.keyboard.press("Tab");
    const { name, seen, end } = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return { end: true };
      const rings = [at, at.nextElementSibling, at.parentElement].filter(Boolean).map((element) => getComputedStyle(element));
      return {
        name: at.getAttribute("aria-label") ?? at.textContent.trim(),
        seen: rings.some((style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none"),
      };
    });
    if (end) break;
    if (!seen) unseen.add(name);
  }
  assert.deepEqual([...unseen], []);
});
