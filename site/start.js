// Starts the application: what Trunk's own inline script would do, in a file of its own because the content security
// policy forbids inline scripts. The hashed names and the hashes themselves are read off Trunk's preload links.

const boot = document.getElementById("boot");
const script = document.querySelector('link[rel="modulepreload"]');
const wasm = document.querySelector('link[rel="preload"][as="fetch"]');

// What comes once the page stands: the code that the first load does without (scripts/cut.mjs), and the texts that only the
// repository needs (scripts/later.mjs).
const later = (name) => {
  const { content, dataset } = document.querySelector(`meta[name="${name}"]`);
  return content && { href: new URL(content, document.baseURI), integrity: dataset.integrity };
};
const [code, texts] = [later("code"), later("texts")];

// Refused when the file is not the one that the page was built with: no page runs on half an old and half a new version.
// On the links themselves browsers enforce that in part only; the bytes come from what they have loaded already.
const fetchExact = (link) => fetch(link.href, { integrity: link.integrity });

// What comes later is asked for until it comes.
async function fetchLater(link, read) {
  for (let wait = 500; ; wait = Math.min(2 * wait, 30_000)) {
    const found = await fetchExact(link).then((answer) => (answer.ok ? read(answer) : undefined)).catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((over) => setTimeout(over, wait));
  }
}

// The code that comes later runs in the memory of what runs already, and fills the gaps in its table of functions.
let joined = false;
function join(app, module) {
  if (!joined) new WebAssembly.Instance(module, { first: app.initSync() });
  joined = true;
}

// Where such code is wanted before it has come, nothing goes on without it: it is brought while the page waits.
function bringAtOnce(app) {
  for (;;) {
    try {
      const request = new XMLHttpRequest();
      request.open("GET", code.href, false);
      request.overrideMimeType("text/plain; charset=x-user-defined"); // a character a byte
      request.send();
      const bytes = Uint8Array.from(request.responseText, (character) => character.charCodeAt(0));
      if (app.integrity_of(bytes) !== code.integrity) throw new Error("another file than the page was built with");
      return join(app, new WebAssembly.Module(bytes));
    } catch (error) {
      if (!confirm(`A part of Landform has not come yet, and this cannot go on without it. Try again?\n\n${error}`)) throw error;
    }
  }
}

// Keeps the site for when there is no network. When a newer version has come, the page is told so ("landform:update"), and
// says when it shall be taken ("landform:reload"): until then nothing changes under the user's hands.
async function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return; // not served securely
  const registration = await workers.register(new URL("service-worker.js", document.baseURI), { updateViaCache: "none" }).catch(() => undefined);
  if (!registration) return; // this browser keeps nothing, and the page does without

  const tell = () => registration.waiting && workers.controller && window.dispatchEvent(new Event("landform:update"));
  const follow = (worker) => worker?.addEventListener("statechange", tell);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  tell();

  // A page that stays open for days asks again when somebody comes back to it.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && registration.update().catch(() => {}));
  window.addEventListener("landform:reload", () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take over");
  });
}

async function bringCode(app) {
  join(app, await fetchLater(code, async (answer) => WebAssembly.compile(await answer.arrayBuffer())));
}

// Handed to the page, which waits for them where it needs them ("landform:texts").
async function bringTexts() {
  const detail = await fetchLater(texts, (answer) => answer.text());
  window.dispatchEvent(new CustomEvent("landform:texts", { detail }));
}

try {
  const module = fetchExact(wasm);
  const started = new Promise((stands) => window.addEventListener("landform:started", stands, { once: true }));
  await fetchExact(script);
  const app = await import(script.href);
  globalThis.landform = { bringLaterCode: () => bringAtOnce(app) };
  await app.default({ module_or_path: module });
  await started;
  boot.remove();
  requestAnimationFrame(() => setTimeout(() => {
    if (code) bringCode(app);
    if (texts) bringTexts();
  }));
  keepOffline();
} catch (error) {
  boot.querySelector("[role=status]").textContent =
    "Landform could not start. Reload the page; if that does not help, your browser may be too old for WebAssembly, " +
    `or the site may have been copied only in part. (${error})`;
  throw error;
}
