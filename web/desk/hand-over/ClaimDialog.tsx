import { App } from 'antd'
import { useState } from 'react'
import { contains } from '#domain/area/area.ts'
import type { WaitingHandOver } from '#domain/hand-over/hand-over-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { type Areas, useAreas, VILLAGE } from '../area/areas.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Props = { handOver: WaitingHandOver; onClaimed(): void; onClose(): void }

const LEVELS = [VILLAGE, VILLAGE + 1]

/** Villages of the asker's own that the hand-over may mean; one alone need not be chosen. */
const villagesFor = (areas: Areas, { from, to }: WaitingHandOver) =>
  areas.all.filter(
    ({ code, level, until }) =>
      level >= VILLAGE && until === null && contains(to.code, code) && code.slice(0, 12) !== from.code,
  )

export function ClaimDialog({ handOver, onClaimed, onClose }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const today = useToday()
  const areas = useAreas()
  const record = useRecordActs()
  const [chosen, setChosen] = useState<string>()
  const villages = areas ? villagesFor(areas, handOver) : []
  const only = villages.length === 1 ? villages[0]!.code : undefined
  const area = chosen ?? only
  return (
    <ReasonDialog
      title={t.handOvers.claimTitle(handOver.name ?? t.children.nameless)}
      hint={t.handOvers.claimHint}
      noReason
      ready={area !== undefined}
      okText={t.handOvers.claim}
      onClose={onClose}
      onSubmit={async () => {
        await record([
          {
            kind: 'child.claim',
            child: handOver.child,
            body: { day: today, handOver: handOver.id, area: area! },
          },
        ])
        message.success(t.handOvers.claimed)
        onClaimed()
      }}
    >
      <Field label={t.handOvers.into}>
        {only && areas ? (
          <span>{areas.pathOf(only)}</span>
        ) : (
          <AreaSelect areas={villages} levels={LEVELS} value={area} onChange={setChosen} />
        )}
      </Field>
    </ReasonDialog>
  )
}
