import { useSyncExternalStore } from 'react'

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

function found(worker: ServiceWorker | null) {
  waiting = worker
  for (const listener of listeners) listener()
}

/**
 * The app itself is kept by a service worker, so that it opens without a network. A newer one waits until the person
 * lets it in: nothing that is being typed is lost.
 */
export function watchForUpdates(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  void navigator.serviceWorker.register('./sw.js').then((registration) => {
    if (registration.waiting && navigator.serviceWorker.controller) found(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && navigator.serviceWorker.controller) found(worker)
      })
    })
  })
  let renewed = false
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first one takes over a page that is the same as it has.
    if (waiting && !renewed) {
      renewed = true
      window.location.reload()
    }
  })
}

/** Lets the newer app in, if there is one. */
export function useUpdate(): (() => void) | undefined {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => waiting,
  )
  return worker ? () => worker.postMessage('skipWaiting') : undefined
}
