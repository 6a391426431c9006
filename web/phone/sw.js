/* The files of one version of the app, taken whole when it is installed. Nothing of the API is ever kept here. */
const VERSION = '__VERSION__'
const FILES = __FILES__

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('message', (event) => {
  if (event.data === 'skipWaiting') self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const isOwn = url.origin === self.location.origin && url.href.startsWith(self.registration.scope)
  if (event.request.method !== 'GET' || !isOwn) return
  const wanted = event.request.mode === 'navigate' ? './' : event.request
  event.respondWith(
    caches
      .open(VERSION)
      .then((cache) => cache.match(wanted, { ignoreSearch: true }))
      .then((kept) => kept || fetch(event.request)),
  )
})
