import { Button } from 'antd'
import { ROLES } from '#domain/access/roles.ts'
import { DEPARTMENTS } from '#domain/area/departments.ts'
import type { ShownNeed } from '#domain/assessment/assessment-api.ts'
import { LOCAL_OFFICES, MEASURE, MEASURE_OUTCOME, type Measure } from '#domain/assessment/needs.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { useToday } from '#web/ui/today.ts'

const RESPONSIBLE = { ...LOCAL_OFFICES, ...DEPARTMENTS }

type Props = { needs: readonly ShownNeed[]; onEnd?(need: ShownNeed, measure: Measure): void }

/** What the child needs, what is done about it by whom, and how it ended. */
export function Needs({ needs, onEnd }: Props) {
  const { t, label } = useLanguage()
  const today = useToday()
  if (needs.length === 0) return <p className="block-empty">{t.assessment.noNeeds}</p>
  return (
    <ul className="history">
      {needs.map((need) => (
        <li key={need.id}>
          <div className="history-head">
            <strong>{label(PROBLEM[need.need])}</strong>
            <span className="history-who">
              {need.day} {t.file.by(need.by.name, label(ROLES[need.by.role as keyof typeof ROLES]))}
            </span>
          </div>
          {need.note && <p>{need.note}</p>}
          <ul className="measures">
            {need.measures.map(({ measure, responsible, due, ended }) => (
              <li key={measure}>
                <span>
                  {label(MEASURE[measure])} · {label(RESPONSIBLE[responsible])} · {t.assessment.dueOn(due)}
                </span>{' '}
                {ended ? (
                  <>
                    <Mark tone={ended.outcome === 'done' ? 'green' : 'grey'}>
                      {label(MEASURE_OUTCOME[ended.outcome])}
                    </Mark>{' '}
                    <span>{[ended.day, ended.by, ended.note].filter(Boolean).join(' ')}</span>
                  </>
                ) : (
                  <>
                    {due < today && <Mark tone="red">{t.assessment.overdue}</Mark>}{' '}
                    {onEnd && (
                      <Button
                        size="small"
                        className="no-print"
                        aria-label={`${t.visits.close} ${label(MEASURE[measure])}`}
                        onClick={() => onEnd(need, measure)}
                      >
                        {t.visits.close}
                      </Button>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
