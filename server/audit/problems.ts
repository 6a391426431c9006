import type { Language } from '#domain/refusals.ts'

/** What a verification can find. `{name}` is filled from the finding; nothing here names a child. */
export const PROBLEMS = {
  rowAltered: {
    zh: '审计行被改动或伪造：{id}（{at}，{endpoint}）',
    en: 'An audit row was altered or forged: {id} ({at}, {endpoint})',
  },
  rowOutside: {
    zh: '审计行不属于任何一环，是后来插入的，或它那一环被删：{id}（{at}，{endpoint}，事务 {txid}）',
    en: 'An audit row belongs to no link; it was inserted later, or its link was removed: {id} ({at}, {endpoint}, transaction {txid})',
  },
  rowsChanged: {
    zh: '第 {seq} 环（封存于 {at}）的行有增删或移动：封存时 {sealed} 行，现有 {found} 行',
    en: 'Rows of link {seq} (sealed {at}) were removed, inserted or moved: {sealed} were sealed, {found} are there',
  },
  linkForged: {
    zh: '第 {seq} 环不是本程序封存的：被改动，或整条链被重新计算（{at}）',
    en: 'Link {seq} was not sealed by this program: it was altered, or the chain was recomputed ({at})',
  },
  linksMissing: {
    zh: '第 {from} 至 {to} 环被删除',
    en: 'Links {from} to {to} were removed',
  },
  epochOpen: {
    zh: '第 {epoch} 纪元没有封闭，却已有更新的纪元',
    en: 'Epoch {epoch} was never closed, and yet there is a later one',
  },
  transactionsBeganAnew: {
    zh: '数据库的事务号比已封存的小（封存到 {sealed}，现为 {now}）：数据不是用 ./tonghu restore 恢复的',
    en: 'The transactions of this database are below those sealed ({sealed}, now {now}): it was not put back by ./tonghu restore',
  },
  unknownCounty: {
    zh: '审计表里有 {rows} 行不属于本库的任何县',
    en: '{rows} audit rows are of no county of this database',
  },
  headMissing: {
    zh: '数据库外的链头文件 audit-head.json 不见了',
    en: 'The head outside the database, audit-head.json, is missing',
  },
  headForged: {
    zh: '链头文件 audit-head.json 不是本程序写的，或被改动',
    en: 'The head, audit-head.json, was not written by this program, or was altered',
  },
  headAhead: {
    zh: '链头文件记到第 {head} 环，数据库里只到第 {last} 环：末尾的环被删除',
    en: 'The head knows link {head}, the database ends at {last}: links were removed from the end',
  },
  headOther: {
    zh: '链头文件与数据库中的第 {head} 环不一致：链被替换',
    en: 'The head and link {head} of the database differ: the chain was replaced',
  },
  headBehind: {
    zh: '链头文件只到第 {head} 环，数据库已到第 {last} 环：放回了旧的链头文件',
    en: 'The head ends at link {head}, the database at {last}: an old head was put back',
  },
  headSetAside: {
    zh: '链头曾与数据库矛盾，旧文件留作证据：{file}。查清后移走此文件',
    en: 'The head once contradicted the database and was kept as evidence: {file}. Take it away when that is cleared up',
  },
  placeCounter: {
    zh: '县 {county} 的序号计数为 {last}，记录序号有 {count} 个，最小 {min}，最大 {max}：序号有缺或有多',
    en: 'County {county} counts {last} places, and has {count} from {min} to {max}: the order has gaps or extras',
  },
  actWithoutPlace: {
    zh: '{count} 条记录没有序号，如 {id}',
    en: '{count} acts have no place in the order, such as {id}',
  },
  placeWithoutAct: {
    zh: '{count} 个序号没有记录，如 {id}',
    en: '{count} places have no act, such as {id}',
  },
  agreementAltered: {
    zh: '委托照护协议的记录被改动：{id}',
    en: 'An act of a care agreement was altered: {id}',
  },
  agreementUnsealed: {
    zh: '委托照护协议的记录没有封印：{id}',
    en: 'An act of a care agreement has no seal: {id}',
  },
  agreementMissing: {
    zh: '委托照护协议的记录被删除：{id}',
    en: 'An act of a care agreement was removed: {id}',
  },
  evidenceMissing: {
    zh: '佐证文件不见了：{id}',
    en: 'An evidence file is missing: {id}',
  },
  evidenceAltered: {
    zh: '佐证文件被改动或损坏：{id}',
    en: 'An evidence file was altered or damaged: {id}',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type ProblemCode = keyof typeof PROBLEMS
export type Details = Record<string, string | number>
export type Problem = { code: ProblemCode; details: Details }

export const problemText = ({ code, details }: Problem, language: Language): string =>
  PROBLEMS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))

const KEPT = 20

/** Keeps the first findings of each kind and counts the rest, so that a million altered rows fit as well as one. */
export function createFindings() {
  const problems: Problem[] = []
  const counts = new Map<ProblemCode, number>()
  return {
    problems,
    add(code: ProblemCode, details: Details = {}) {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= KEPT) problems.push({ code, details })
    },
    /** How many of each kind were found but are not in the list. */
    more: (): Partial<Record<ProblemCode, number>> =>
      Object.fromEntries(
        [...counts].filter(([, count]) => count > KEPT).map(([code, count]) => [code, count - KEPT]),
      ),
  }
}
export type Findings = ReturnType<typeof createFindings>
