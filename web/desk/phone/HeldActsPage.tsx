import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { ACT_KINDS, type ActKind } from '#domain/act/act.ts'
import { decideHeldActs, type HeldAct, listHeldActs } from '#domain/phone/phone-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { Empty } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'

/** 待接收的记录: written offline by somebody who has lost the child meanwhile; whoever has it now takes them in. */
export default function HeldActsPage() {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = useMay('child.record')
  const held = useQuery(queryOf(listHeldActs, {}))
  const decide = useCall(decideHeldActs, [listHeldActs])
  const [declining, setDeclining] = useState<HeldAct>()
  const rows = held.data?.rows

  const take = async (ids: HeldAct['id'][]) => {
    try {
      const { answers } = await decide.mutateAsync({ body: { ids, decision: 'take' } })
      // Whatever is open of these children has changed.
      void client.invalidateQueries()
      const refused = answers.find(({ outcome }) => outcome === 'refused')
      if (refused) void message.error(refused.message ?? t.heldActs.notTaken, 8)
      else void message.success(t.heldActs.taken(answers.length))
    } catch (error) {
      void message.error(failureText(error, t), 6)
    }
  }
  return (
    <>
      <ListPage
        title={t.heldActs.title}
        lead={t.heldActs.lead}
        actions={
          may &&
          rows &&
          rows.length > 1 && (
            <Button
              type="primary"
              loading={decide.isPending}
              onClick={() => take(rows.slice(0, 100).map(({ id }) => id))}
            >
              {t.heldActs.takeAll(Math.min(100, rows.length))}
            </Button>
          )
        }
        list={{ ...held, data: rows }}
        rowKey={(row) => row.id}
        empty={<Empty title={t.heldActs.none} hint={t.heldActs.noneHint} />}
        columns={[
          {
            key: 'child',
            title: t.heldActs.child,
            main: true,
            cell: (row) =>
              row.name ? (
                <Link to="/children/$child" params={{ child: row.child }}>
                  {row.name}
                </Link>
              ) : (
                t.heldActs.unknown
              ),
          },
          {
            key: 'what',
            title: t.heldActs.what,
            cell: (row) => (
              <>
                {label(ACT_KINDS[row.kind as ActKind])}
                {row.says.map((one) => (
                  <div key={one.zh} className="block-hint">
                    {label(one)}
                    {t.common.colon}
                    {one.value}
                  </div>
                ))}
              </>
            ),
          },
          { key: 'day', title: t.common.day, cell: (row) => row.day },
          { key: 'by', title: t.heldActs.by, cell: (row) => row.by },
          { key: 'at', title: t.heldActs.at, cell: (row) => clock(row.receivedAt) },
          {
            key: 'decide',
            title: t.common.operation,
            width: 190,
            cell: (row) =>
              may && (
                <Space>
                  <Button
                    size="small"
                    type="primary"
                    disabled={decide.isPending}
                    onClick={() => take([row.id])}
                  >
                    {t.heldActs.take}
                  </Button>
                  <Button size="small" onClick={() => setDeclining(row)}>
                    {t.heldActs.decline}
                  </Button>
                </Space>
              ),
          },
        ]}
      />
      {declining && (
        <ReasonDialog
          title={t.heldActs.decline}
          hint={t.heldActs.declineHint}
          onClose={() => setDeclining(undefined)}
          onSubmit={(reason) =>
            decide.mutateAsync({ body: { ids: [declining.id], decision: 'decline', reason } })
          }
        />
      )}
    </>
  )
}
