import { SHEET } from '#domain/agreement/strokes.ts'

/** A signature as it was drawn. */
export const SignaturePicture = ({ strokes, label }: { strokes: string; label: string }) => (
  <svg className="signature" viewBox={`0 0 ${SHEET.width} ${SHEET.height}`} role="img" aria-label={label}>
    <path d={strokes} fill="none" stroke="currentColor" strokeWidth={6} strokeLinecap="round" />
  </svg>
)
