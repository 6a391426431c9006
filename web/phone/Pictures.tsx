import { useEffect, useMemo, useRef } from 'react'
import SignaturePad from 'signature_pad'
import { Icon } from './parts.tsx'
import { pictureOf, reduced } from './photos.ts'
import { useSpeech } from './speak.tsx'

/** As many as one visit needs. Project default. */
const MOST = 6

type PhotosProps = { photos: readonly Blob[]; onChange(photos: Blob[]): void; onProblem(text: string): void }

/** Photos of the visit, by the camera or from the album, made smaller at once. */
export function Photos({ photos, onChange, onProblem }: PhotosProps) {
  const { t } = useSpeech()
  const take = async (files: FileList | null) => {
    try {
      const fresh = await Promise.all([...(files ?? [])].slice(0, MOST - photos.length).map(reduced))
      onChange([...photos, ...fresh])
    } catch {
      onProblem(t.visit.noPicture)
    }
  }
  return (
    <div className="field">
      <label className={photos.length >= MOST ? 'large off' : 'large'}>
        <Icon name="camera" />
        {t.visit.photo(photos.length)}
        <input
          type="file"
          accept="image/*"
          multiple
          disabled={photos.length >= MOST}
          onChange={(event) => void take(event.target.files)}
        />
      </label>
      <div className="photos">
        {photos.map((photo, i) => (
          <Thumb
            // biome-ignore lint/suspicious/noArrayIndexKey: a picture has no other name, and removing one draws the others anew
            key={i}
            photo={photo}
            n={i + 1}
            onRemove={() => onChange(photos.filter((one) => one !== photo))}
          />
        ))}
      </div>
    </div>
  )
}

function Thumb({ photo, n, onRemove }: { photo: Blob; n: number; onRemove(): void }) {
  const { t } = useSpeech()
  const source = useMemo(() => URL.createObjectURL(photo), [photo])
  useEffect(() => () => URL.revokeObjectURL(source), [source])
  return (
    <figure>
      <img src={source} alt={t.visit.photoAlt(n)} />
      <button type="button" className="plain" onClick={onRemove}>
        {t.visit.remove}
      </button>
    </figure>
  )
}

/** A finger's signature; nothing is drawn, nothing is sent. */
export function Signature({ onChange }: { onChange(signature: Blob | undefined): void }) {
  const { t } = useSpeech()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(null)
  const changed = useRef(onChange)
  changed.current = onChange
  useEffect(() => {
    const drawn = canvas.current!
    const ratio = Math.max(1, window.devicePixelRatio)
    drawn.width = drawn.offsetWidth * ratio
    drawn.height = drawn.offsetHeight * ratio
    drawn.getContext('2d')!.scale(ratio, ratio)
    const made = new SignaturePad(drawn, { backgroundColor: '#fff', minWidth: 1.2, maxWidth: 3.2 })
    made.addEventListener('endStroke', () => void pictureOf(drawn, 'image/png').then(changed.current))
    pad.current = made
    return () => made.off()
  }, [])
  return (
    <div className="field">
      <p className="field-name">{t.visit.signature}</p>
      <canvas ref={canvas} className="signature" aria-label={t.visit.signature} role="img" />
      <button
        type="button"
        className="plain"
        onClick={() => {
          pad.current?.clear()
          onChange(undefined)
        }}
      >
        {t.visit.again}
      </button>
    </div>
  )
}
