import { useSyncExternalStore } from 'react'

/** Where the phone is, in the part of the address that never leaves it. Ids are opaque. */
export type Place =
  | { at: 'today' | 'children' | 'records' | 'me' }
  | { at: 'child' | 'agreement' | 'draft'; child: string }
  | { at: 'visit'; child: string; mends?: string }
  | { at: 'facts'; child: string; person?: string }
  | { at: 'close'; child: string; found: string; problem: string }
  | { at: 'campaign' | 'found'; campaign: string }
  | { at: 'mend'; n: number }

const OF_CHILD = ['child', 'visit', 'agreement', 'draft'] as const
const isOfChild = (at: string): at is (typeof OF_CHILD)[number] => OF_CHILD.some((one) => one === at)

const listen = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

export const addressOf = (place: Place): string => {
  if (place.at === 'visit' && place.mends) return `#/visit/${place.child}/${place.mends}`
  if (isOfChild(place.at) && 'child' in place) return `#/${place.at}/${place.child}`
  if (place.at === 'facts') return `#/facts/${place.child}${place.person ? `/${place.person}` : ''}`
  if (place.at === 'close') return `#/close/${place.child}/${place.found}/${place.problem}`
  if (place.at === 'campaign' || place.at === 'found') return `#/${place.at}/${place.campaign}`
  return place.at === 'mend' ? `#/mend/${place.n}` : `#/${place.at}`
}

function placeFrom(hash: string): Place {
  const [, at, first, second, third] = hash.split('/')
  if (at === 'visit' && first && second) return { at, child: first, mends: second }
  if (at && isOfChild(at) && first) return { at, child: first }
  if (at === 'facts' && first) return { at, child: first, ...(second && { person: second }) }
  if (at === 'close' && first && second && third) return { at, child: first, found: second, problem: third }
  if ((at === 'campaign' || at === 'found') && first) return { at, campaign: first }
  if (at === 'mend' && first) return { at, n: Number(first) }
  return { at: at === 'children' || at === 'records' || at === 'me' ? at : 'today' }
}

export const usePlace = (): Place => placeFrom(useSyncExternalStore(listen, () => window.location.hash))

export const go = (place: Place): void => {
  window.location.hash = addressOf(place)
}
/** To where one came from; a page that was opened directly has nothing before it. */
export const back = (otherwise: Place): void => {
  if (window.history.length > 1) window.history.back()
  else go(otherwise)
}
