// Starts the application: what Trunk's own inline script would do, in a file of its own because the content security
// policy forbids inline scripts. The hashed names and the hashes themselves are read off Trunk's preload links.

const boot = document.getElementById("boot");
const script = document.querySelector('link[rel="modulepreload"]');
const wasm = document.querySelector('link[rel="preload"][as="fetch"]');

// Refused when the file is not the one that the page was built with: no page runs on half an old and half a new version.
// On the links themselves browsers enforce that in part only; the bytes come from what they have loaded already.
const fetchExact = (link) => fetch(link.href, { integrity: link.integrity });

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

// What only the repository needs comes once the page stands, and is handed to it ("landform:texts").
async function fetchTexts() {
  const { content, dataset } = document.querySelector('meta[name="texts"]');
  if (!content) return;
  const texts = { href: new URL(content, document.baseURI), integrity: dataset.integrity };
  for (let wait = 500; ; wait = Math.min(2 * wait, 30_000)) {
    const detail = await fetchExact(texts).then((answer) => (answer.ok ? answer.text() : undefined)).catch(() => undefined);
    if (detail !== undefined) return window.dispatchEvent(new CustomEvent("landform:texts", { detail }));
    await new Promise((later) => setTimeout(later, wait));
  }
}

try {
  const module = fetchExact(wasm);
  const started = new Promise((stands) => window.addEventListener("landform:started", stands, { once: true }));
  await fetchExact(script);
  const { default: init } = await import(script.href);
  await init({ module_or_path: module });
  await started;
  boot.remove();
  requestAnimationFrame(() => setTimeout(fetchTexts));
  keepOffline();
} catch (error) {
  boot.querySelector("[role=status]").textContent =
    "Landform could not start. Reload the page; if that does not help, your browser may be too old for WebAssembly, " +
    `or the site may have been copied only in part. (${error})`;
  throw error;
}
