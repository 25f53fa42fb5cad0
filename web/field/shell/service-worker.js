// @ts-nocheck A service worker has other globals than a page, and the first line is filled in by the build.
// Keeps the app itself, never data: only files of the build are ever put into the cache, and no answer of the interface passes through here.
const { cache: CACHE, page: PAGE, files: FILES } = __SETTINGS__;
const PREFIX = 'linli-field-';

self.addEventListener('install', (event) => {
  const fetchAll = async () => (await caches.open(CACHE)).addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
  event.waitUntil(fetchAll());
});

self.addEventListener('activate', (event) => {
  const takeOver = async () => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(takeOver());
});

// A new version waits until the app says that nothing is being written.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(PAGE)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request.mode === 'navigate' ? PAGE : pathname);
    return kept ?? fetch(request);
  };
  event.respondWith(answer());
});
