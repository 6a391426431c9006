import { toString as draw } from 'qrcode'
import { useEffect, useState } from 'react'

/** Drawn in the browser: the secret inside must not go to any service. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [source, setSource] = useState<string>()
  useEffect(() => {
    draw(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }).then((svg) =>
      setSource(`data:image/svg+xml,${encodeURIComponent(svg)}`),
    )
  }, [text])
  return source ? (
    <img className="qr" src={source} alt={label} width={200} height={200} />
  ) : (
    <div className="qr" />
  )
}
