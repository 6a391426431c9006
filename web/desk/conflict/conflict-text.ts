import { ROLES, type Role } from '#domain/access/roles.ts'
import { ACT_KINDS, type ActKind } from '#domain/act/act.ts'
import type { ConflictItem, Side } from '#domain/conflict/conflict-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { clock } from '#web/ui/today.ts'

export const defOf = ({ person, fact }: ConflictItem): FactDef =>
  ((person ? RELATIVE_FACTS : CHILD_FACTS) as Record<string, FactDef>)[fact]!

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** 父亲 当前务工地点 */
export const nameOfConflict = (row: ConflictItem, { label }: Words): string =>
  [row.relation && label(RELATION[row.relation as Relation]), label(defOf(row))].filter(Boolean).join(' ')

/** 自 2026-05-20 · 李主任（儿童主任） · 走访记录 · 红米 12C · 写于 … 收到 … */
export function sideText(side: Side, { t, label }: Words): string {
  const role = label(ROLES[side.by.role as Role]) || side.by.role
  const from = side.device
    ? (side.device.label ?? (side.device.phone ? t.conflicts.phone : t.conflicts.program))
    : t.conflicts.desk
  return [
    t.common.since(side.since),
    side.by.name ? t.file.by(side.by.name, role) : role,
    label(ACT_KINDS[side.kind as ActKind]),
    from,
    t.file.writtenAt(clock(side.writtenAt)),
    t.file.receivedLater(clock(side.receivedAt)),
  ].join(' · ')
}
