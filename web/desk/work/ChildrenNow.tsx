import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listChildren } from '#domain/child/child-api.ts'
import { readTable } from '#domain/table/table-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Loader } from '#web/ui/states.tsx'
import { TOWNSHIP, useAreas } from '../area/areas.ts'
import { MissingFacts } from './MissingFacts.tsx'

/** How many children there are; of those who are left behind how many where, and what is not yet known. Every figure leads to its list. */
export default function ChildrenNow() {
  const t = useMessages()
  const areas = useAreas()
  const registered = useQuery(queryOf(listChildren, { body: { size: 1 } }))
  const table = useQuery(queryOf(readTable, { params: { table: 'left-behind-summary' } }))
  return (
    <Loader of={table}>
      {({ rows, total }) => {
        const filled = rows.filter((row) => (row.values.total ?? 0) > 0)
        const most = Math.max(1, ...filled.map((row) => row.values.total ?? 0))
        const inRegister = registered.data?.total ?? total.total
        const byTownship = filled.some((row) => areas?.find(row.area)?.level === TOWNSHIP)
        return (
          <div className="work-columns">
            <section className="block" aria-labelledby="in-reach">
              <h2 id="in-reach">{t.work.inReach}</h2>
              <p className="work-total">
                <Link to="/children">{inRegister}</Link> {t.common.people}
              </p>
              {inRegister === 0 && <p className="block-empty">{t.children.emptyYet}</p>}
              {filled.length > 0 && (
                <h3>{t.work[byTownship ? 'byTownship' : 'byVillage'](total.total ?? 0)}</h3>
              )}
              <ul className="bars">
                {filled.map((row) => (
                  <li key={row.area}>
                    <Link to="/table/children" search={{ area: row.area, column: 'total' }}>
                      <span className="bar-name">{row.name}</span>
                      <span className="bar-track" aria-hidden>
                        <span style={{ width: `${((row.values.total ?? 0) / most) * 100}%` }} />
                      </span>
                      <b>{row.values.total}</b>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
            {filled.length > 0 && <MissingFacts total={total} />}
          </div>
        )
      }}
    </Loader>
  )
}
