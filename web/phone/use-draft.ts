import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react'
import type { Phone } from './data.ts'

/** As soon as somebody stops typing for a moment. */
const REST_MS = 400

/**
 * What is typed into a form, kept sealed on the phone until it is saved: a call that comes in, or a page that the phone
 * closes, takes nothing away. The third is called when it was saved.
 */
export function useDraft<T>(
  phone: Phone,
  place: string,
  begin: () => T,
): [T, Dispatch<SetStateAction<T>>, () => void] {
  const [typed, setTyped] = useState<T>(() => phone.draft<T>(place) ?? begin())
  const first = useRef(typed)
  const saved = useRef(false)
  useEffect(() => {
    if (typed === first.current || saved.current) return
    const timer = setTimeout(() => void phone.keepDraft(place, typed), REST_MS)
    return () => clearTimeout(timer)
  }, [phone, place, typed])
  return [
    typed,
    setTyped,
    () => {
      saved.current = true
      void phone.keepDraft(place, undefined)
    },
  ]
}
