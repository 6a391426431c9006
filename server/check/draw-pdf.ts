import { CHECK_COUNTERS, type CheckedChild } from '#domain/check/check-api.ts'
import { CHECKED } from '#domain/check/checked.ts'
import { GROUP, type Group, SIZES, STRATIFIED_BY } from '#domain/check/draw.ts'
import { TIER, type Tier } from '#domain/duty/duties.ts'
import { Refusal } from '#domain/refusals.ts'
import { type Exporting, noteOf } from '../export/export-children.ts'
import { typeset } from '../form/typeset.ts'
import { drawnChildren, readDraw } from './read-draws.ts'

const HEADS: readonly [head: string, width: number][] = [
  ['村（居）', 34],
  ['儿童', 24],
  ['抽样分层', 30],
  ['限期', 22],
  ['核查日期', 22],
  ['结果', 18],
  ['不符的项目', 70],
  ['核查人签字', 30],
  ['儿童主任签字', 30],
]
/** As many as somebody holds in his hands. */
const MOST = 1_000
const A_PAGE = 100

const STATES = {
  open: CHECK_COUNTERS.open.zh,
  agreeing: CHECK_COUNTERS.agreeing.zh,
  deviating: CHECK_COUNTERS.deviating.zh,
} as const

const stratumText = (stratum: string): string => {
  const [, part] = stratum.split('/')
  if (!part) return ''
  return part in TIER ? `关注程度${TIER[part as Tier].zh}` : (GROUP[part as Group]?.zh ?? part)
}

/** 随机抽查结果表, on A4 across, with room to sign. */
export async function drawPdf(
  on: Exporting,
  draw: string,
  purpose: string,
): Promise<{ name: string; pdf: Buffer; children: string[] }> {
  const head = await readDraw(on, draw)
  if (head.total.drawn > MOST) throw new Refusal('tooManyForFile', { most: MOST })
  const rows: CheckedChild[] = []
  for (let page = 1; rows.length < head.total.drawn; page++) {
    const { rows: more } = await drawnChildren(on, { draw, counter: 'drawn', page, size: A_PAGE })
    if (more.length === 0) break
    rows.push(...more)
  }
  const { by, size, n } = head.rule
  const about = [
    `${STRATIFIED_BY[by].zh}分层，${SIZES[size].zh}：${n}`,
    `名单 ${head.listed} 人，抽中 ${head.drawn} 人`,
    `种子 ${head.secret}${head.publicNumber && ` / ${head.publicNumber}（${head.publicSource}）`}`,
  ].join('；')
  const title = `${head.area.name}随机抽查结果表（${head.month.replace('-', '年')}月，第${head.number}次）`
  const pdf = await typeset({
    template: 'roster',
    data: {
      title,
      note: await noteOf(on, { rows: rows.length, identity: false, about, purpose }),
      room: 2.5,
      panels: [
        {
          widths: HEADS.map(([, width]) => width),
          heads: HEADS.map(([one]) => one),
          rows: rows.map((row) => [
            row.area.village ?? '',
            row.name ?? '',
            stratumText(row.stratum),
            row.due,
            row.checkedOn ?? '',
            STATES[row.state],
            row.deviations.map((key) => CHECKED[key].zh).join('、'),
            '',
            '',
          ]),
        },
      ],
    },
  })
  return { name: `${title}.pdf`.replaceAll(' ', ''), pdf, children: rows.map(({ id }) => id) }
}
