import { ROLES, type Role } from '#domain/access/roles.ts'
import { isKind } from '#domain/act/stored-act.ts'
import { rangeOf } from '#domain/area/area.ts'
import type { ChildRow } from '#domain/child/child-api.ts'
import { chinaDay } from '#domain/dates.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { Refusal } from '#domain/refusals.ts'
import { daysOfMonth } from '#domain/register/counters.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import type { BookRow } from '#domain/service/service-api.ts'
import { SERVICES, type ServiceWords } from '#domain/service/services.ts'
import { type ActRow, toAct } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { areaNames } from '../area/area-names.ts'
import { listChildren } from '../child/list-children.ts'
import { type Exporting, noteOf } from '../export/export-children.ts'
import { typeset } from '../form/typeset.ts'
import { tableArea } from '../table/table-area.ts'

type Asked = { month?: string; area?: string }
type Row = ActRow & { author_name: string | null; author_role: string; returned: boolean; total: number }

/** As many as a book that somebody holds in his hands; more are asked for by village. */
const MOST = 1_000

function question({ deps, actor }: Omit<Exporting, 'db'>, asked: Asked) {
  const month = asked.month ?? chinaDay(deps.now()).slice(0, 7)
  const area = tableArea(actor, asked.area)
  return { month, area, ...daysOfMonth(month), ...rangeOf(area) }
}

/** Every visit of a month in an area, the newest first, those of one family together. */
export async function visitBook(
  on: Exporting,
  { page, size, ...wished }: Asked & { page: number; size: number },
): Promise<{ month: string; total: number; rows: BookRow[] }> {
  const { db, deps } = on
  const { month, first, next, lo, hi } = question(on, wished)
  const found = await db.rows<Row>(
    `select a.id, a.kind, a.child, a.person, a.day, a.received_at, a.body, null as seq, a.author_role, s.returned,
            n.name as author_name, count(*) over ()::int as total
       from service s join act a on a.county = s.county and a.id = s.id left join account n on n.id = a.author
      where s.county = $1 and s.day >= $2 and s.day < $3 and s.area_code >= $4 and s.area_code < $5
      order by s.day desc, s.occasion, s.id limit $6 offset $7`,
    [deps.county.code, first, next, lo, hi, size, (page - 1) * size],
  )
  const ids = [...new Set(found.map(({ child }) => child!))]
  const [keys, children] = await Promise.all([
    deps.keys.of(db, ids),
    listChildren(
      db,
      deps,
      { status: 'registered', where: {}, columns: [], sort: 'name', page: 1, size: Math.max(1, ids.length) },
      ids,
    ),
  ])
  const byId = new Map<string, ChildRow>(children.rows.map((row) => [row.id, row]))
  const rows = found.flatMap((row): BookRow[] => {
    const act = toAct(row)
    const child = byId.get(row.child!)
    if (!child || !isKind(act, 'service.record')) return []
    const { day, service, occasion, childSeen, asked, problems } = act.body
    const words = openValue(deps.vault, keys.get(row.child!), act.body.words) as ServiceWords | undefined
    return [
      {
        id: act.id as BookRow['id'],
        child,
        day,
        service,
        occasion,
        childSeen,
        ...(asked && { asked }),
        problems,
        words: words ?? null,
        by: { name: row.author_name ?? '', role: row.author_role },
        returned: row.returned,
      },
    ]
  })
  return { month, total: found[0]?.total ?? 0, rows }
}

const HEADS: readonly [head: string, width: number][] = [
  ['日期', 19],
  ['儿童', 20],
  ['村（居）', 26],
  ['方式', 17],
  ['见到本人', 14],
  ['问询对象', 28],
  ['监护人意见', 45],
  ['发现的问题', 52],
  ['走访人', 28],
  ['签字', 28],
]

/** 走访记录簿 of a month and an area, on A4 across, with room to sign. */
export async function visitBookPdf(
  on: Exporting,
  { purpose, ...wished }: Asked & { purpose: string },
): Promise<{ name: string; pdf: Buffer; children: string[] }> {
  const { db, deps } = on
  const { area } = question(on, wished)
  const { month, total, rows } = await visitBook(on, { ...wished, page: 1, size: MOST })
  if (total > MOST) throw new Refusal('tooManyForFile', { most: MOST })
  const names = await areaNames(deps.pool, db, deps.county.code)
  const place = area.startsWith(deps.county.code) && area.endsWith('000000') ? '' : names.name(area)
  const name = `${deps.county.name}${place}走访记录簿${month}`
  const pdf = await typeset({
    template: 'roster',
    data: {
      title: `${deps.county.name}${place}走访记录簿（${month.replace('-', '年')}月）`,
      note: await noteOf(on, { rows: rows.length, identity: false, purpose }),
      room: 2.5,
      panels: [
        {
          widths: HEADS.map(([, width]) => width),
          heads: HEADS.map(([head]) => head),
          rows: rows.toReversed().map(cells),
        },
      ],
    },
  })
  return { name, pdf, children: rows.map(({ child }) => child.id) }
}

function cells({ day, child, service, childSeen, asked, problems, words, by, returned }: BookRow): string[] {
  const found = problems.map((key) => PROBLEM[key].zh).join('、')
  return [
    day,
    child.name ?? '',
    child.area.village ?? '',
    SERVICES[service].zh,
    `${childSeen ? '是' : '否'}${returned ? '（已退回）' : ''}`,
    [asked && RELATION[asked as Relation].zh, words?.askedName].filter(Boolean).join(' '),
    words?.opinion ?? '',
    [found, words?.problem, words?.note].filter(Boolean).join('：'),
    `${by.name} ${ROLES[by.role as Role]?.zh ?? ''}`,
    '',
  ]
}
