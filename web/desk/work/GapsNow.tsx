import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { circumstanceGaps } from '#domain/circumstance/circumstance-api.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'

/** 漏保: children who meet a rule and have no such record; nothing is shown when there are none. */
export default function GapsNow() {
  const { t, label } = useLanguage()
  const gaps = useQuery(queryOf(circumstanceGaps, {}))
  return gaps.data?.unlisted
    .filter(({ n }) => n > 0)
    .map(({ key, n }) => (
      <Alert
        key={key}
        type="error"
        showIcon
        title={t.work.gap(label(CIRCUMSTANCE[key]), n)}
        action={
          <Link to="/children" search={{ where: { unlisted: [key] } }}>
            {t.work.seeThem}
          </Link>
        }
      />
    ))
}
