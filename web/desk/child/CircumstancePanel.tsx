import { useQuery } from '@tanstack/react-query'
import { explainChild, type ShownFinding } from '#domain/circumstance/circumstance-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { BLOCKS } from '#domain/fact/fact.ts'
import { STANDINGS } from '#domain/policy/policy.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useOpenFile } from './child-file.ts'

/** What tells first: what holds, then what the lists say against it, then what is not known. */
const ORDER = { yes: 0, listedOnly: 1, unknown: 2, no: 3 } as const
const rank = (found: ShownFinding) =>
  ORDER[found.answer === 'no' && found.reported ? 'listedOnly' : found.answer]

/** Every circumstance: what the rules say of it and why, beside what the offices' lists say. */
export function CircumstancePanel() {
  const { t } = useLanguage()
  const { file } = useOpenFile()
  const explained = useQuery(queryOf(explainChild, { params: { child: file.id, on: file.on } }))
  return (
    <Loader of={explained}>
      {({ on, status, circumstances }) => {
        if (status === 'left') return <p>{t.circumstances.notOfLeft}</p>
        const others = circumstances.filter((found) => rank(found) === ORDER.no)
        const telling = circumstances.filter((found) => rank(found) < ORDER.no)
        return (
          <>
            <p className="hint">{t.circumstances.lead(on)}</p>
            <Findings of={telling.toSorted((a, b) => rank(a) - rank(b))} />
            {others.length > 0 && (
              <details className="block">
                <summary>{t.circumstances.others(others.length)}</summary>
                <Findings of={others} />
              </details>
            )}
          </>
        )
      }}
    </Loader>
  )
}

const Findings = ({ of }: { of: readonly ShownFinding[] }) => (
  <ul className="findings">
    {of.map((found) => (
      <li key={found.key}>
        <Finding found={found} />
      </li>
    ))}
  </ul>
)

const TONES = { yes: 'blue', unknown: 'orange', no: 'grey' } as const

function Finding({ found }: { found: ShownFinding }) {
  const { t, label, language } = useLanguage()
  const { key, answer, reported, reasons, missing, clauses } = found
  // The register is the list of left-behind children: there nobody is missing of whom nothing else was said.
  const gap = answer === 'yes' && !(reported ?? key === 'leftBehind')
  // Of both parents the form says the same.
  const sentences = [
    ...new Set(
      reasons.map((reason) =>
        [reason[language], reason.proof && t.circumstances.proof(reason.proof)].filter(Boolean).join(' '),
      ),
    ),
  ]
  const doubtful = answer === 'no' && reported === true
  return (
    <>
      <p className="finding-head">
        <strong>{label(CIRCUMSTANCE[key])}</strong>{' '}
        <Mark tone={TONES[answer]}>
          {t.circumstances.answers[answer]}
          {found.case && t.circumstances.cases[found.case]}
        </Mark>{' '}
        {(answer === 'yes' || reported) && <span>{t.circumstances.reported(reported)}</span>}
        {gap && <Mark tone="orange">{t.circumstances.gap}</Mark>}
        {doubtful && <Mark tone="orange">{t.circumstances.doubtful}</Mark>}
      </p>
      {sentences.length > 0 && (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <p>{t.circumstances.missing(missing.map((one) => one[language]).join(t.common.list))}</p>
      )}
      {(gap || doubtful) && (
        <p>
          {t.circumstances[gap ? 'gapHint' : 'doubtfulHint'](
            label(BLOCKS[CHILD_FACTS.reported.block]),
            label(CHILD_FACTS.reported),
          )}
        </p>
      )}
      {(answer !== 'no' || doubtful) && (
        <p className="finding-clauses">
          {[
            ...new Set(
              clauses.map(
                ({ document, clause, standing }) =>
                  `${document}，${clause}${standing === 'law' ? '' : `（${label(STANDINGS[standing])}）`}`,
              ),
            ),
          ].join('；')}
        </p>
      )}
    </>
  )
}
