import { useEffect, useRef, useState } from 'react'
import Pad from 'signature_pad'
import { SHEET, strokesOf } from '#domain/agreement/strokes.ts'

/** A canvas to sign on with a finger, a pen or the mouse. What is drawn is told as lines, never as a picture. */
export function usePad(onStrokes: (strokes: string | undefined) => void) {
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
    made.addEventListener('endStroke', () => {
      setEmpty(made.isEmpty())
      const lines = made.toData().map(({ points }) => points)
      told.current(strokesOf(lines, { width, height }))
    })
    pad.current = made
    return () => {
      made.off()
      pad.current = undefined
    }
  }, [])

  const clear = () => {
    pad.current?.clear()
    setEmpty(true)
    told.current(undefined)
  }
  return { canvas, empty, clear }
}
