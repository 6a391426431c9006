import { useQuery } from '@tanstack/react-query'
import { listUndelivered, sendAgain } from '#domain/notice/notice-api.ts'
import { NOTICE_KINDS } from '#domain/notice/notice-kinds.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { RowCards } from '#web/ui/RowCards.tsx'
import { RowTable } from '#web/ui/RowTable.tsx'
import { Loader } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { useNarrow } from '#web/ui/use-narrow.ts'

/** Messages that were given up, for the system administrator. */
export function Undelivered() {
  const { t, label } = useLanguage()
  const Rows = useNarrow() ? RowCards : RowTable
  const list = useQuery(queryOf(listUndelivered, {}))
  const again = useCall(sendAgain, [listUndelivered])
  return (
    <section className="block" aria-labelledby="undelivered">
      <h2 id="undelivered">{t.notices.undelivered}</h2>
      <Loader of={list}>
        {({ rows, webhook }) => (
          <>
            <p className="block-hint">{webhook ? t.notices.webhookOn : t.notices.webhookOff}</p>
            {rows.length === 0 ? (
              <p>{t.notices.allDelivered}</p>
            ) : (
              <Rows
                label={t.notices.undelivered}
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'kind',
                    title: t.notices.kind,
                    main: true,
                    cell: ({ kind }) => (kind ? label(NOTICE_KINDS[kind]) : t.notices.sms),
                  },
                  {
                    key: 'channel',
                    title: t.notices.channel,
                    cell: ({ channel }) => t.notices.channels[channel],
                  },
                  { key: 'at', title: t.notices.givenUp, cell: ({ givenUpAt }) => clock(givenUpAt) },
                  { key: 'tries', title: t.notices.tries, align: 'right', cell: ({ tries }) => tries },
                  {
                    key: 'problem',
                    title: t.notices.problem,
                    cell: ({ problem }) => problemText(problem, t),
                  },
                  {
                    key: 'again',
                    title: t.common.operation,
                    cell: ({ id, again: able }) => (
                      <ReasonedButton
                        size="small"
                        unless={!able && t.notices.forgotten}
                        onClick={() => again.mutate({ params: { notice: id } })}
                      >
                        {t.notices.again}
                      </ReasonedButton>
                    ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Loader>
    </section>
  )
}

const problemText = (problem: string | null, { notices }: ReturnType<typeof useLanguage>['t']): string =>
  notices.problems[problem as keyof typeof notices.problems] ?? problem ?? ''
