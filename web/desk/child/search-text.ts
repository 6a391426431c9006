import { useSyncExternalStore } from 'react'

/**
 * What was typed into the search box and sent with Enter. It is a child's name more often than not, so it
 * lives in memory only: never in the URL, the title, or the browser's storage.
 */
let text = ''
const listeners = new Set<() => void>()

export function searchFor(next: string) {
  text = next
  for (const listener of listeners) listener()
}
export const forgetSearch = () => searchFor('')

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useSearchText = (): string => useSyncExternalStore(subscribe, () => text)
