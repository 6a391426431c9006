import { Button } from 'antd'
import { useMessages } from '#web/messages/language.tsx'
import { usePad } from './use-pad.ts'

type Props = { label: string; onStrokes(strokes: string | undefined): void }

/** A sheet to sign on. */
export function SignaturePad({ label, onStrokes }: Props) {
  const t = useMessages()
  const { canvas, empty, clear } = usePad(onStrokes)
  return (
    <div className="signature-pad">
      <canvas ref={canvas} role="img" aria-label={label} />
      <div className="signature-foot">
        <span>{t.agreements.padHint}</span>
        <Button size="small" disabled={empty} onClick={clear}>
          {t.agreements.padClear}
        </Button>
      </div>
    </div>
  )
}
