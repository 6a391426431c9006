import { EyeOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { ShownFact } from '#domain/child/child-api.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { factText } from './fact-text.ts'

type Props = {
  def: FactDef
  fact: ShownFact | undefined
  /** Given where the reader may see the masked value in clear. */
  onReveal?(): void
  /** Rows of a list leave the day out. */
  withSince?: boolean
}

/** A fact in one of its three states; 未采集 must never look like an empty value. */
export function FactValue({ def, fact, onReveal, withSince }: Props) {
  const words = useLanguage()
  const { t, label } = words
  const state = fact?.state ?? 'notCollected'
  const text = factText(def, fact, words)
  if (state !== 'known') return <span className={`fact-${state}`}>{text}</span>
  return (
    <span className="fact-known">
      <span className={fact?.masked ? 'fact-masked' : undefined}>{text}</span>
      {fact?.masked && onReveal && (
        <Tooltip title={t.fact.reveal}>
          <Button
            type="text"
            size="small"
            className="no-print"
            icon={<EyeOutlined aria-hidden />}
            aria-label={`${t.fact.reveal}${t.common.colon}${label(def)}`}
            onClick={onReveal}
          />
        </Tooltip>
      )}
      {withSince && fact?.since && <span className="fact-since">{t.common.since(fact.since)}</span>}
    </span>
  )
}
