import { may } from '#domain/access/access.ts'
import type { DuplicateItem } from '#domain/duplicate/duplicate-api.ts'
import { DuplicateId } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import { type Decision, decide } from '#server/duplicate/decide.ts'
import { showDecided, showDuplicates } from '#server/duplicate/show-duplicates.ts'
import { defineCommand, UsageError } from './command.ts'
import { explain } from './explain.ts'
import { AS, type Asking, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

const USAGE = 'list [--decided] | decide ID same|different [--as USER] [--data DIR] [--json]'

export const command = defineCommand({
  usage: USAGE,
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    decided: { type: 'boolean', help: '列出已判定的\nlist those that are decided' },
  },
  positionals: { min: 1, max: 3 },
  async run({ values, positionals: [what, id, decision] }, out) {
    if (what === 'list' && id === undefined) {
      const items = await withCounty(values, (at) =>
        askAs(at, { as: values.as, endpoint: 'cli.listDuplicates' }, (asking) =>
          all(asking, values.decided ?? false),
        ),
      ).catch(explain)
      out.answer(items, () => items.map(inWords).join('\n') || '没有疑似重复。 No duplicates to decide.')
      return 0
    }
    const wanted = DuplicateId.safeParse(id)
    if (what !== 'decide' || !wanted.success || (decision !== 'same' && decision !== 'different'))
      throw new UsageError(`用法 Usage: ./tonghu duplicates ${USAGE}`)
    const item = await withCounty(values, (at) =>
      askAs(at, { as: values.as, endpoint: 'cli.decideDuplicate' }, (asking) =>
        one(asking, wanted.data, decision),
      ),
    ).catch(explain)
    out.answer(item, () => inWords(item))
    return 0
  },
})

const PAGE = 100

async function all({ db, deps, actor, log }: Asking, decided: boolean): Promise<DuplicateItem[]> {
  if (!may(actor.role, 'duplicate.decide')) throw new Refusal('notAllowed')
  const items: DuplicateItem[] = []
  for (let page = 1; ; page++) {
    const shown = await showDuplicates({ db, deps, language: 'zh' }, { decided, page, size: PAGE })
    items.push(...shown.duplicates)
    if (items.length >= shown.total || shown.duplicates.length === 0) break
  }
  log.children = items.flatMap(({ other }) => ('childId' in other && other.childId ? [other.childId] : []))
  return items
}

async function one({ db, deps, actor, log }: Asking, id: string, decision: Decision): Promise<DuplicateItem> {
  if (!may(actor.role, 'duplicate.decide')) throw new Refusal('notAllowed')
  await decide({ db, deps, actor }, id, decision)
  log.details = decision
  return showDecided({ db, deps, language: 'zh' }, id)
}

const inWords = ({ id, file, sheet, row, other, score, reasons, decision }: DuplicateItem): string => {
  const place = (of: { file: string; sheet: string; row: number }) =>
    [of.file, of.sheet, of.row].filter(Boolean).join(' · ')
  const with_ = 'childId' in other ? (other.childId ?? '本辖区外 out of reach') : place(other)
  const words = reasons.map(({ text }) => text).join('、')
  return `${id}  ${place({ file, sheet, row })} ↔ ${with_}  ${score}  ${words}${decision ? `  [${decision}]` : ''}`
}
