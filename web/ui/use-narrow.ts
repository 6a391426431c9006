import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 767px)')
const subscribe = (changed: () => void) => {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** A phone's width: the menu becomes a drawer, rows of a list become cards. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
