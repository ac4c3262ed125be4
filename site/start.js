// Starts the application: what Trunk's own inline script would do, in a file of its own because the content security
// policy forbids inline scripts. The hashed names and the hashes themselves are read off Trunk's preload links.

const boot = document.getElementById("boot");
const script = document.querySelector('link[rel="modulepreload"]');
const wasm = document.querySelector('link[rel="preload"][as="fetch"]');

// Refused when the file is not the one that the page was built with: no page runs on half an old and half a new version.
// On the links themselves browsers enforce that in part only; the bytes come from what they have loaded already.
const fetchExact = (link) => fetch(link.href, { integrity: link.integrity });

try {
  const module = fetchExact(wasm);
  await fetchExact(script);
  const { default: init } = await import(script.href);
  await init({ module_or_path: module });
  boot.remove();
} catch (error) {
  boot.querySelector("[role=status]").textContent =
    "Landform could not start. Reload the page; if that does not help, your browser may be too old for WebAssembly, " +
    `or the site may have been copied only in part. (${error})`;
  throw error;
}
