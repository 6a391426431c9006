/** What the server keeps without asking, in bytes. */
const KEPT = 250_000_000

/**
 * What reading and writing a large roster took: V8 keeps two hundred megabytes of emptied pages for the next one, which
 * an office PC wants for other things. Takes less than a tenth of a second; without --expose-gc (tonghu) nothing happens.
 */
export function giveMemoryBack(): void {
  if (process.memoryUsage.rss() > KEPT)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
