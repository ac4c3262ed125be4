// What a toggle costs in the built site, measured by Chromium's own tracing at a quarter of the processor's speed: `make bench`.
//
// For each view beside the options, every switch in sight is toggled some times. Of each toggle, in milliseconds:
//   answer  from the click until the control has been painted
//   work    what the main thread did from the click until all that follows had been painted in every view
//   whole   how long that took, with the frames that were waited for
// What is only looked for afterwards (what would save most, what mends a problem) is no part of it: it is tried a little at a time.
import { chromium } from "playwright-core";
import { Designer } from "./pages/designer.mjs";
import { serve } from "./support/server.mjs";

const SLOWER = 4;
const TOGGLES = Number(process.env.N ?? 12);
const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"];
/** So long every toggle is waited for, in milliseconds. */
const QUIET = 800;

const site = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const gone = () => {
  console.error("Chromium is gone");
  process.exit(1);
};
browser.once("disconnected", gone);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
const designer = await new Designer(page, site.url).open();
const devtools = await page.context().newCDPSession(page);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

/** What Chromium did while `act` ran, with times in milliseconds. */
async function traced(act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  devtools.on("Tracing.dataCollected", collect);
  const complete = new Promise((done) => devtools.once("Tracing.tracingComplete", done));
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: CATEGORIES } });
  await act();
  await devtools.send("Tracing.end");
  await complete;
  devtools.off("Tracing.dataCollected", collect);
  return events.filter(({ ph }) => ph === "X" || ph === "I" || ph === "i").map(({ name, pid, tid, ts, dur = 0, args }) => ({ name, thread: `${pid}/${tid}`, at: ts / 1000, end: (ts + dur) / 1000, args }));
}

/** The toggles in a trace, each up to the next. */
function toggles(events) {
  const clicks = events.filter(({ name, args }) => name === "EventDispatch" && args.data?.type === "click").sort((a, b) => a.at - b.at);
  return clicks.map((click, n) => {
    const until = clicks[n + 1]?.at ?? Infinity;
    const own = events.filter(({ thread, at }) => thread === click.thread && at >= click.at && at < until);
    // A frame is painted when it is committed. What follows from a toggle is worked out in the first timer after the frame
    // that answers it; the frame after that timer is the end of it.
    const ordered = (kind) => own.filter(({ name }) => name === kind).sort((a, b) => a.at - b.at);
    const commits = ordered("Commit");
    const worked = ordered("TimerFire").find(({ at, end }) => at > commits[0]?.at && end - at > 1)?.end ?? click.end;
    const last = commits.find(({ end }) => end > worked);
    if (!last) return undefined;
    const tasks = events.filter(({ name, thread, at, end }) => thread === click.thread && name === "ThreadControllerImpl::RunTask" && end > click.at && at < last.end);
    const work = tasks.reduce((sum, { at, end }) => sum + Math.min(end, last.end) - Math.max(at, click.at), 0);
    return { answer: commits[0].end - click.at, work, whole: last.end - click.at };
  }).filter(Boolean);
}

const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil((values.length * p) / 100) - 1)];
const row = (name, cells) => console.log(name.padEnd(24) + cells.map((cell) => String(cell).padStart(9)).join(""));

// Where the switches in sight are: a click at a place costs the page nothing but the click.
const places = await page.getByRole("region", { name: "Options", exact: true }).getByRole("switch").evaluateAll((all) =>
  all.map((each) => each.getBoundingClientRect())
    .filter(({ width, top, bottom }) => width > 0 && top > 250 && bottom < innerHeight - 20)
    .map(({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 })));
console.log(`a toggle, ${SLOWER} times slower, ${TOGGLES} of them in each view, in milliseconds`);
row("view", ["answer", "p95", "p99", "work", "p95", "p99", "whole", "p95", "p99"]);
const all = [];
for (const tab of ["Diagram", "Plan", "Cost", "Files", "Problems"]) {
  await designer.tab(tab);
  await page.waitForTimeout(1500);
  const events = await traced(async () => {
    for (let n = 0; n < TOGGLES; n++) {
      const { x, y } = places[Math.floor(n / 2) % places.length];
      await page.mouse.click(x, y);
      await page.waitForTimeout(QUIET);
    }
  });
  const measured = toggles(events);
  all.push(...measured);
  report(tab, measured);
}
report("all", all);

function report(name, measured) {
  const figures = ["answer", "work", "whole"].flatMap((key) => [50, 95, 99].map((p) => percentile(measured.map((each) => each[key]), p)?.toFixed(1) ?? "-"));
  row(`${name} (${measured.length})`, figures);
}

browser.off("disconnected", gone);
await browser.close();
await site.close();
