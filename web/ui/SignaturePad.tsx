import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import Pad from 'signature_pad'
import { SHEET, strokesOf } from '#domain/agreement/strokes.ts'
import { useMessages } from '#web/messages/language.tsx'

type Props = { label: string; onStrokes(strokes: string | undefined): void }

/** A sheet to sign on with a finger, a pen or the mouse. What is drawn is kept as lines, never as a picture. */
export function SignaturePad({ label, onStrokes }: Props) {
  const t = useMessages()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad>(undefined)
  const told = useRef(onStrokes)
  told.current = onStrokes
  const [empty, setEmpty] = useState(true)

  useEffect(() => {
    const sheet = canvas.current!
    // As sharp as the screen; lines are told in the sheet's own size.
    const ratio = Math.max(window.devicePixelRatio || 1, 1)
    const { width } = sheet.getBoundingClientRect()
    const height = (width * SHEET.height) / SHEET.width
    sheet.width = Math.round(width * ratio)
    sheet.height = Math.round(height * ratio)
    sheet.getContext('2d')?.scale(ratio, ratio)
    const made = new Pad(sheet, { minWidth: 1, maxWidth: 3 })
    const tell = () => {
      setEmpty(made.isEmpty())
      told.current(
        strokesOf(
          made.toData().map(({ points }) => points),
          { width, height },
        ),
      )
    }
    made.addEventListener('endStroke', tell)
    pad.current = made
    return () => {
      made.off()
      pad.current = undefined
    }
  }, [])

  return (
    <div className="signature-pad">
      <canvas ref={canvas} role="img" aria-label={label} />
      <div className="signature-foot">
        <span>{t.agreements.padHint}</span>
        <Button
          size="small"
          disabled={empty}
          onClick={() => {
            pad.current?.clear()
            setEmpty(true)
            onStrokes(undefined)
          }}
        >
          {t.agreements.padClear}
        </Button>
      </div>
    </div>
  )
}
