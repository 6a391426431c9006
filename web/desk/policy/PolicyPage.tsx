import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useEffect, useState } from 'react'
import { isCalendarKey } from '#domain/calendar/calendar.ts'
import { STANDINGS } from '#domain/policy/policy.ts'
import { listPolicy } from '#domain/policy/policy-api.ts'
import { POLICY_GROUPS, POLICY_KEYS, type PolicyGroup, type PolicyKey } from '#domain/policy/policy-keys.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { RowCards } from '#web/ui/RowCards.tsx'
import { RowTable } from '#web/ui/RowTable.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useNarrow } from '#web/ui/use-narrow.ts'
import { useMay } from '../account/session.ts'
import { Proposals } from './Proposals.tsx'
import { ProposeDialog } from './ProposeDialog.tsx'
import { policyValueText } from './policy-text.ts'

const COUNTING_MS = 2_000

/** What policy says today, from which document, and what is proposed to change. */
export default function PolicyPage() {
  const words = useLanguage()
  const { t, label } = words
  const Rows = useNarrow() ? RowCards : RowTable
  const mayPropose = useMay('policy.propose')
  const [changing, setChanging] = useState<PolicyKey>()
  const policy = useQuery({
    ...queryOf(listPolicy, { params: {} }),
    // While something is being counted or told anew the page follows it.
    refetchInterval: ({ state }) =>
      state.data &&
      (state.data.waiting > 0 ||
        state.data.proposals.some((one) => one.decision === null && !one.effect?.done))
        ? COUNTING_MS
        : false,
  })
  // Once everybody is told anew, nothing that was read by the old rule is shown any more.
  const client = useQueryClient()
  const told =
    policy.data?.waiting === 0 &&
    policy.data.proposals.filter(({ decision }) => decision === 'approved').length
  useEffect(() => {
    if (told) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== listPolicy.name })
  }, [told, client])
  return (
    <PageFrame title={t.policy.title} lead={t.policy.lead}>
      <Loader of={policy}>
        {({ inForce, history, proposals, waiting }) => (
          <>
            {waiting > 0 && <Alert type="info" showIcon title={t.policy.waiting(waiting)} />}
            <Proposals proposals={proposals} waiting={waiting} />
            {(Object.keys(POLICY_GROUPS) as PolicyGroup[]).map((group) => (
              <div key={group} className="block">
                <h2>{label(POLICY_GROUPS[group])}</h2>
                <Rows
                  label={label(POLICY_GROUPS[group])}
                  rows={inForce.filter(({ key }) => POLICY_KEYS[key].group === group && !isCalendarKey(key))}
                  rowKey={({ key }) => key}
                  columns={[
                    {
                      key: 'key',
                      title: t.policy.key,
                      main: true,
                      cell: ({ key }) => label(POLICY_KEYS[key]),
                    },
                    {
                      key: 'value',
                      title: t.policy.value,
                      cell: ({ key, value }) => <b>{policyValueText(key, value, words)}</b>,
                    },
                    { key: 'from', title: t.policy.from, width: 110, cell: ({ from }) => from },
                    {
                      key: 'document',
                      title: t.policy.document,
                      cell: ({ document, clause, standing }) => (
                        <>
                          {document} {clause}{' '}
                          <Mark tone={standing === 'projectDefault' ? 'orange' : 'grey'}>
                            {label(STANDINGS[standing])}
                          </Mark>
                        </>
                      ),
                    },
                    {
                      key: 'change',
                      title: t.policy.changes,
                      cell: ({ key }) => (
                        <ReasonedButton
                          size="small"
                          className="no-print"
                          aria-label={`${t.policy.propose}：${label(POLICY_KEYS[key])}`}
                          unless={!mayPropose && t.policy.onlyOfficer}
                          onClick={() => setChanging(key)}
                        >
                          {t.policy.propose}
                        </ReasonedButton>
                      ),
                    },
                  ]}
                />
              </div>
            ))}
            <details className="block">
              <summary>{t.policy.history(history.length)}</summary>
              <Rows
                label={t.policy.history(history.length)}
                rows={history.toSorted((a, b) => (a.from < b.from ? 1 : -1))}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'from', title: t.policy.from, cell: ({ from }) => from },
                  { key: 'key', title: t.policy.key, main: true, cell: ({ key }) => label(POLICY_KEYS[key]) },
                  {
                    key: 'value',
                    title: t.policy.value,
                    cell: ({ key, value }) => policyValueText(key, value, words),
                  },
                  {
                    key: 'scope',
                    title: t.policy.scope,
                    cell: ({ scopeName }) => scopeName || t.policy.country,
                  },
                  {
                    key: 'document',
                    title: t.policy.document,
                    cell: ({ document, clause }) => `${document} ${clause}`,
                  },
                ]}
              />
            </details>
            {changing && (
              <ProposeDialog
                policyKey={changing}
                now={inForce.find(({ key }) => key === changing)!.value}
                onClose={() => setChanging(undefined)}
              />
            )}
          </>
        )}
      </Loader>
    </PageFrame>
  )
}
