import { useEffect, useRef, useState } from 'react'
import { Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'

export const PIN_DIGITS = 6
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'erase'] as const

type Props = { onEntered(pin: string): Promise<void>; problem?: string }

/** Six digits, by thumb or by keyboard; entered with the last one. */
export function PinPad({ onEntered, problem }: Props) {
  const { t } = useSpeech()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const press = (key: string) => {
    if (busy) return
    if (key === 'erase' || key === 'Backspace') return setPin((typed) => typed.slice(0, -1))
    if (!/^\d$/.test(key)) return
    const next = pin + key
    setPin(next)
    if (next.length < PIN_DIGITS) return
    setBusy(true)
    void onEntered(next).finally(() => {
      setPin('')
      setBusy(false)
    })
  }
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const typed = ({ key }: KeyboardEvent) => latest.current(key)
    window.addEventListener('keydown', typed)
    return () => window.removeEventListener('keydown', typed)
  }, [])
  return (
    <div className="pin">
      <p className="dots" role="status" aria-label={t.pin.typed(pin.length)}>
        {Array.from({ length: PIN_DIGITS }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots have no other name
          <span key={i} className={i < pin.length ? 'on' : ''} />
        ))}
      </p>
      {problem && !busy && <Problem>{problem}</Problem>}
      <div className="keys">
        {KEYS.map((key) =>
          key === '' ? (
            <span key="none" />
          ) : (
            <button
              key={key}
              type="button"
              disabled={busy}
              aria-label={key === 'erase' ? t.pin.erase : t.pin.digit(key)}
              onClick={() => press(key)}
            >
              {key === 'erase' ? '⌫' : key}
            </button>
          ),
        )}
      </div>
    </div>
  )
}

/** All the same, or in a row: the first that anybody tries. */
export const isWeak = (pin: string): boolean => {
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]))
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 9) <= 1
}
