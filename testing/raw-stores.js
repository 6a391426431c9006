// Everything that a page has stored in its browser, read raw. Runs in the page.
;(async () => {
  const words = []
  const bytes = []
  const look = (value) => {
    if (value instanceof Uint8Array) for (const byte of value) bytes.push(byte)
    else if (value instanceof ArrayBuffer) look(new Uint8Array(value))
    else if (typeof value === 'string') words.push(value)
    else if (value && typeof value === 'object' && !(value instanceof CryptoKey))
      Object.values(value).forEach(look)
  }
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  for (const { name } of await indexedDB.databases()) {
    words.push(name)
    const db = await done(indexedDB.open(name))
    for (const store of db.objectStoreNames) {
      words.push(store, ...(await done(db.transaction(store).objectStore(store).getAllKeys())).map(String))
      look(await done(db.transaction(store).objectStore(store).getAll()))
    }
    db.close()
  }
  for (const store of [localStorage, sessionStorage])
    for (let i = 0; i < store.length; i++) words.push(store.key(i))
  const cached = []
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) cached.push(new URL(url).pathname)
  const files = []
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name)
  return { words, bytes, cached, files }
})()
