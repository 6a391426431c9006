import { AREA_LEVELS, levelOf } from '#domain/area/area.ts'
import { NOT_SEEN } from '#domain/campaign/campaign-acts.ts'
import {
  CAMPAIGN_COUNTERS,
  type CampaignChild,
  type CampaignCounter,
  type CampaignRead,
  type CampaignValues,
} from '#domain/campaign/campaign-api.ts'
import { chinaMinute } from '#domain/dates.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { percent } from '#domain/table/percent.ts'
import { areaNames } from '../area/area-names.ts'
import { noteOf } from '../export/export-children.ts'
import { typeset } from '../form/typeset.ts'
import { countsOf, type On, valuesOf } from './campaign-of.ts'
import { childrenOf, readCampaign } from './read-campaign.ts'

/** Children whom one report names; longer lists are asked for by township or village. Project default. */
const MOST = 3_000
/** Lists in the order in which a reader wants them, as long as there is room. */
const LISTS = ['notSeen', 'open', 'found', 'left', 'changed', 'noChange'] as const satisfies CampaignCounter[]
const FIGURES = Object.keys(CAMPAIGN_COUNTERS) as CampaignCounter[]

/** 摸排情况报告: what was asked, the figures by area, and the lists behind them, on A4 across. */
export async function campaignReport(
  on: On,
  { campaign, area, purpose }: { campaign: string; area?: string; purpose: string },
): Promise<{ name: string; pdf: Buffer; children: string[] }> {
  const read = await readCampaign(on, campaign, area)
  const children: string[] = []
  const lists = []
  const leftOut: string[] = []
  for (const counter of LISTS) {
    const n = read.total[counter]
    if (n === 0) continue
    const { zh } = CAMPAIGN_COUNTERS[counter]
    if (children.length + n > MOST) {
      leftOut.push(`${zh} ${n} 人`)
      continue
    }
    const { total, rows } = await childrenOf(on, { campaign, area: read.shown, counter, page: 1, size: n })
    children.push(...rows.map(({ id }) => id))
    const beyond = n > total ? `，其中 ${n - total} 人现已不在本辖区` : ''
    lists.push({ ...NAMES, caption: `${zh}（${n} 人${beyond}）`, rows: rows.map(cells) })
  }
  const { rows, total } = read
  const villages = await villagesOf(on, read)
  const title = `${read.areaName}${read.name}情况报告`
  const pdf = await typeset({
    template: 'roster',
    data: {
      title,
      lead: [
        ...about(read),
        ...(leftOut.length > 0 ? [`名单较长，请按乡镇或村另行导出：${leftOut.join('、')}`] : []),
      ],
      note: await noteOf(on, { rows: children.length, identity: false, purpose }),
      panels: [
        {
          ...BY_AREA,
          rows: [{ name: '合计', values: total }, ...rows].map(figures),
        },
        ...(villages.length > 0 ? [{ ...BY_AREA, caption: '各村（居）', rows: villages.map(figures) }] : []),
        ...lists,
      ],
    },
  })
  return { name: title, pdf, children }
}

const BY_AREA = {
  widths: [60, ...FIGURES.map(() => 23), 23],
  heads: ['地区', ...FIGURES.map((key) => CAMPAIGN_COUNTERS[key].zh), '答复率'],
}

const figures = ({ name, values }: { name: string; values: CampaignValues }): string[] => [
  name,
  ...FIGURES.map((key) => String(values[key])),
  percent(values.listed, values.answered),
]

/** Below the townships of a county its villages, too. */
async function villagesOf(on: On, { id, shown }: CampaignRead) {
  if (levelOf(shown) !== AREA_LEVELS.county) return []
  const names = await areaNames(on.deps.pool, on.db, on.deps.county.code)
  const counted = await countsOf(on, id, { digits: 12 })
  return counted
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map((one) => ({
      name: `${names.township(one.place) ?? ''} ${names.name(one.place)}`,
      values: valuesOf(one),
    }))
}

function about(read: CampaignRead): string[] {
  const whom = read.circumstances.map((one) => CIRCUMSTANCE[one].zh).join('、') || '全部在册儿童'
  const ages =
    read.fromAge === null && read.toAge === null ? '' : `，${read.fromAge ?? 0}—${read.toAge ?? 17} 周岁`
  const { listed, answered, notSeen, found } = read.total
  const closed = read.closed && chinaMinute(new Date(read.closed.at))
  return [
    [read.document && `依据：${read.document}`, `对象：${whom}${ages}`, `时间：${read.first} 至 ${read.last}`]
      .filter(Boolean)
      .join('　'),
    closed
      ? `已于 ${closed} 结束（${read.closed!.by}），数字自此不变${read.closed!.reason ? `；说明：${read.closed!.reason}` : ''}`
      : '尚在进行，数字为导出时的情况',
    `名单 ${listed} 人，已答复 ${answered} 人（${percent(listed, answered)}），其中未见到 ${notSeen} 人；新发现 ${found} 人`,
    ...(read.late > 0 ? [`另有 ${read.late} 条答复在结束后才送到，不计入`] : []),
  ]
}

const NAMES = {
  widths: [50, 35, 15, 50, 70, 30],
  heads: ['村（居）', '姓名', '年龄', '照护人', '未见到的原因', '日期'],
}

const cells = ({ name, age, place, carer, why, answeredOn }: CampaignChild): string[] => [
  place ?? '',
  name ?? '',
  age === null ? '' : String(age),
  carer?.name ?? '',
  why ? NOT_SEEN[why].zh : '',
  answeredOn ?? '',
]
