import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ChildAssessments, ShownReason } from '#domain/assessment/assessment-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ColourMark } from './ColourMark.tsx'

/** The colour, and of everything that makes it which fact, which day, which rule, and what would lower it. */
export function ColourReasons({ told }: { told: ChildAssessments }) {
  const { t, language } = useLanguage()
  const { colour, computed, override, reasons } = told
  return (
    <>
      <p className="finding-head">
        <ColourMark colour={colour!} />
        {told.key && <Mark tone="red">{t.assessment.keyChild}</Mark>}
        {override && (
          <>
            <span>{t.assessment.overridden(override.by, override.day, override.until)}</span>
            <span>{t.assessment.ruleSays}</span>
            <ColourMark colour={computed!} />
          </>
        )}
      </p>
      {override?.reason && (
        <p className="history-reason">
          {t.common.reason}
          {t.common.colon}
          {override.reason}
        </p>
      )}
      {reasons.length === 0 ? (
        <p className="block-empty">{t.assessment.noReasons[computed === 'none' ? 'none' : 'green']}</p>
      ) : (
        <ul className="findings">
          {reasons.map((reason) => (
            <li key={`${reason.of} ${reason.zh} ${reason.act}`}>
              <Reason reason={reason} language={language} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const TABS = {
  guardianship: 'history',
  circumstance: 'circumstances',
  assessment: 'assessments',
  problem: 'visits',
} as const

function Reason({ reason, language }: { reason: ShownReason; language: 'zh' | 'en' }) {
  const { t } = useLanguage()
  const navigate = useNavigate({ from: '/children/$child' })
  const tab = TABS[reason.of]
  return (
    <>
      <p className="finding-head">
        <ColourMark colour={reason.colour} />
        <strong>{reason[language]}</strong>
        {reason.on && <span>{t.common.since(reason.on)}</span>}
        {tab !== 'assessments' && (
          <Button
            type="link"
            size="small"
            className="no-print"
            aria-label={`${t.assessment.source} ${reason[language]}`}
            onClick={() => navigate({ search: (before) => ({ ...before, tab }), replace: true })}
          >
            {t.assessment.source}
          </Button>
        )}
      </p>
      {reason.because.length > 0 && (
        <ul>
          {[...new Set(reason.because.map((one) => one[language]))].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <p>
        {t.assessment.lower}
        {t.common.colon}
        {reason.lower.map((one) => one[language]).join(t.common.semicolon)}
      </p>
      <p className="finding-clauses">{reason.rule[language]}</p>
    </>
  )
}
