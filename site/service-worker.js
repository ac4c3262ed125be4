// Keeps the site for when there is no network. Files have their content's hash in their name, so what is kept never is out of
// date; index.html alone has none, and a version of the site is what its hashed files are.
//
// scripts/offline.mjs writes the two lines below when the site is built.
const VERSION = "";
const FILES = [];

const NAME = `landform-${VERSION}`;
const inScope = (path) => new URL(path, self.registration.scope).href;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    // A file of the same name is the same file: what an older version has kept is not asked for again.
    await Promise.all(FILES.map(async (path) => {
      const url = inScope(path);
      const kept = path === "./" ? undefined : await caches.match(url);
      const answer = kept ?? await fetch(url, path === "./" ? { cache: "reload" } : {});
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await cache.put(url, answer.clone());
    }));
  })());
});

// Until it is asked to, a new version waits: the page that is open goes on with the files that it began with.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("landform-") && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith((async () => {
    const page = request.mode === "navigate";
    const cache = await caches.open(NAME);
    return (await cache.match(page ? inScope("./") : request, { ignoreSearch: true })) ?? fetch(request);
  })());
});
