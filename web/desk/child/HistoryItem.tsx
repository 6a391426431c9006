import type { z } from 'zod'
import { ROLES } from '#domain/access/roles.ts'
import { ACT_KINDS } from '#domain/act/act.ts'
import type { HistoryEntry as HistoryEntrySchema } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { LEAVE_REASON, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import { factText } from '#web/ui/fact-text.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { clock } from '#web/ui/today.ts'

type Entry = z.infer<typeof HistoryEntrySchema>
type Words = { label(entry: Labelled | undefined): string }

const defOf = (entry: Entry, key: string): FactDef | undefined =>
  ((entry.person ? RELATIVE_FACTS : CHILD_FACTS) as Record<string, FactDef>)[key]

/** 父亲 当前务工地点 */
export const nameOfFact = (entry: Entry, key: string, { label }: Words): string =>
  [entry.relation && label(RELATION[entry.relation as Relation]), label(defOf(entry, key)) || key]
    .filter(Boolean)
    .join(' ')

/** One act: who, when, what became what, and why. */
export function HistoryItem({ entry, only }: { entry: Entry; only?: string }) {
  const words = useLanguage()
  const { t, label } = words
  const { kind, author, day, writtenAt, receivedAt, reason, corrects, note, relation } = entry
  const order = Object.keys(entry.person ? RELATIVE_FACTS : CHILD_FACTS)
  const changes = entry.changes
    .filter(({ key }) => !only || nameOfFact(entry, key, words) === only)
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  const title = label(ACT_KINDS[kind as keyof typeof ACT_KINDS]) || kind
  // A phone may send what was written days ago.
  const late = Date.parse(receivedAt) - Date.parse(writtenAt) > 60 * 60_000
  const noteText = (of: string, code: string) =>
    (of === 'child.leave' && label(LEAVE_REASON[code as keyof typeof LEAVE_REASON])) ||
    (of === 'kin.record' && label(RELATION[code as Relation])) ||
    code
  const role = label(ROLES[author.role as keyof typeof ROLES]) || author.role
  return (
    <li className={corrects ? 'is-correction' : undefined}>
      <div className="history-head">
        <strong>{title}</strong>
        {relation && <span>{label(RELATION[relation as Relation])}</span>}
        {corrects && <Mark tone="orange">{t.file.correction}</Mark>}
        <span className="history-who">
          {day} · {t.file.by(author.name, role)} · {t.file.writtenAt(clock(writtenAt))}
          {late && ` · ${t.file.receivedLater(clock(receivedAt))}`}
        </span>
      </div>
      {note && <p>{noteText(kind, note)}</p>}
      {reason && (
        <p className="history-reason">
          {t.common.reason}
          {t.common.colon}
          {reason}
        </p>
      )}
      {changes.length > 0 && (
        <ul className="history-changes">
          {changes.map(({ key, from, to, corrected }) => {
            const def = defOf(entry, key)
            const value = def ? factText(def, to, words) : String(to.value ?? '')
            return (
              <li key={key}>
                <span className="history-fact">{nameOfFact(entry, key, words)}</span>
                <span>
                  {from && def && <span className="history-from">{factText(def, from, words)} → </span>}
                  {corrected ? (
                    <>
                      <del>{value}</del> <Mark>{t.file.corrected}</Mark>
                    </>
                  ) : (
                    <b>{value}</b>
                  )}
                  {to.since && <span className="fact-since">{t.common.since(to.since)}</span>}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}
