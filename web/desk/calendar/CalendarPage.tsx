import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import {
  CALENDAR_KEYS,
  type CalendarKey,
  isCalendarKey,
  missingYears,
  partOf,
} from '#domain/calendar/calendar.ts'
import { entryOn, STANDINGS } from '#domain/policy/policy.ts'
import { listPolicy } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS } from '#domain/policy/policy-keys.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay, useMe } from '../account/session.ts'
import { Proposals } from '../policy/Proposals.tsx'
import { bookOf, policyValueText } from '../policy/policy-text.ts'
import { CalendarDialog } from './CalendarDialog.tsx'
import { YearSheet } from './YearSheet.tsx'

const COUNTING_MS = 2_000
const KEYS = Object.keys(CALENDAR_KEYS) as CalendarKey[]

/** 日历: a year at a glance, what comes from where, and what is proposed for it. */
export default function CalendarPage() {
  const words = useLanguage()
  const { t, label } = words
  const today = useToday()
  const { county } = useMe()
  const mayPropose = useMay('policy.propose')
  const { year = Number(today.slice(0, 4)) } = useSearch({ from: '/calendar' })
  const navigate = useNavigate()
  const [changing, setChanging] = useState<CalendarKey>()
  const policy = useQuery({
    ...queryOf(listPolicy, { params: {} }),
    refetchInterval: ({ state }) =>
      state.data?.proposals.some((one) => one.decision === null && !one.effect?.done) ? COUNTING_MS : false,
  })
  const turn = (to: number) => navigate({ to: '/calendar', search: { year: to } })
  return (
    <PageFrame
      title={t.calendar.title(year)}
      lead={t.calendar.lead}
      actions={
        <>
          <Button onClick={() => turn(year - 1)}>{t.calendar.year(year - 1)}</Button>
          <Button onClick={() => turn(year + 1)}>{t.calendar.year(year + 1)}</Button>
          <Button onClick={() => window.print()}>{t.common.print}</Button>
        </>
      }
    >
      <Loader of={policy}>
        {({ history, proposals, waiting }) => {
          const book = bookOf(history)
          const area = `${county.code}000000`
          const { calendar } = book.on(area, today)
          const said = KEYS.map((key) => ({ key, entry: entryOn(book, key, { area, day: `${year}-01-01` }) }))
          const missing = [
            ...missingYears(calendar, today),
            ...KEYS.filter((key) => !calendar.known[key].has(year)).map((key) => ({ key, year })),
          ].filter((one, i, all) => all.findIndex((o) => o.key === one.key && o.year === one.year) === i)
          return (
            <>
              {missing.length > 0 && (
                <Alert
                  type="warning"
                  showIcon
                  title={t.calendar.missing(
                    missing.map((one) => `${one.year} ${label(POLICY_KEYS[one.key])}`).join(t.common.list),
                  )}
                  description={t.calendar.missingMeans}
                />
              )}
              <Proposals proposals={proposals.filter((one) => isCalendarKey(one.key))} waiting={waiting} />
              <YearSheet calendar={calendar} year={year} today={today} />
              <section className="block" aria-labelledby="sources">
                <h2 id="sources">{t.calendar.sources}</h2>
                <ul className="findings">
                  {said.map(({ key, entry }) => (
                    <li key={key}>
                      <p className="finding-head">
                        <strong>{label(POLICY_KEYS[key])}</strong>
                        {entry ? (
                          <Mark tone={entry.standing === 'projectDefault' ? 'orange' : 'grey'}>
                            {label(STANDINGS[entry.standing])}
                          </Mark>
                        ) : (
                          <Mark tone="red">{t.calendar.notKnown}</Mark>
                        )}
                        <ReasonedButton
                          size="small"
                          className="no-print"
                          aria-label={`${t.policy.propose}${t.common.colon}${label(POLICY_KEYS[key])}`}
                          unless={!mayPropose && t.policy.onlyOfficer}
                          onClick={() => setChanging(key)}
                        >
                          {t.policy.propose}
                        </ReasonedButton>
                      </p>
                      {entry && (
                        <>
                          <p>
                            {entry.document} {entry.clause}
                          </p>
                          <p>{policyValueText(key, entry.value, words)}</p>
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
              {changing && (
                <CalendarDialog
                  calendarKey={changing}
                  year={year}
                  now={(
                    said.find(({ key }) => key === changing)?.entry?.value as readonly string[] | undefined
                  )?.flatMap((text) => partOf(text) ?? [])}
                  onClose={() => setChanging(undefined)}
                />
              )}
            </>
          )
        }}
      </Loader>
    </PageFrame>
  )
}
