import { useState } from 'react'
import { Icon, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'

const LONGEST_MS = 20_000
/** Five digits are a metre; no more is known. */
const DIGITS = 5
const MOST_METRES = 99_999

type Props = { position: string; onChange(position: string): void }

/** Where the phone is, when the person asks it to be noted; works without a network. Nothing follows the person. */
export function Position({ position, onChange }: Props) {
  const { t } = useSpeech()
  const [state, setState] = useState<'looking' | 'failed'>()
  const look = () => {
    setState('looking')
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setState(undefined)
        const metres = Math.min(MOST_METRES, Math.ceil(accuracy))
        onChange(`${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)} ${metres}`)
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: LONGEST_MS, maximumAge: 60_000 },
    )
  }
  if (position)
    return (
      <p className="field">
        <Icon name="place" /> {t.visit.positioned(position.split(' ')[1] ?? '')}{' '}
        <button type="button" className="plain" onClick={() => onChange('')}>
          {t.visit.remove}
        </button>
      </p>
    )
  return (
    <div className="field">
      <button type="button" className="large" disabled={state === 'looking'} onClick={look}>
        <Icon name="place" />
        {state === 'looking' ? t.visit.positioning : t.visit.position}
      </button>
      {state === 'failed' && <Problem>{t.visit.noPosition}</Problem>}
    </div>
  )
}
