import type { KeyboardEvent } from 'react'

/**
 * In a long form Enter ends a word of the input method, picks a day or a code; it must not send a file
 * that is half written. Only the button does.
 */
export function keepEnter(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}
