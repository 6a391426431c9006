import type { CodeList } from '../fact/code-lists.ts'

type Entry = CodeList[string] & {
  /** Levels of area that somebody can answer for in this way: 4 township, 5 village, 6 group. */
  levels: readonly (4 | 5 | 6)[]
  /** Who gives it: the county alone, or the township too. */
  given: 'county' | 'township'
}

/** In what way a named person answers for a place (seeds S1-4, S1-5, S2-19). `n` is what the database stores. */
export const PLACE_RESPONSIBILITY = {
  countyLead: {
    n: 1,
    zh: '县级包乡领导',
    en: 'County leader for the township',
    levels: [4],
    given: 'county',
  },
  unit: { n: 2, zh: '责任单位', en: 'Responsible department', levels: [4, 5], given: 'county' },
  lead: { n: 3, zh: '包片领导', en: 'Township leader for the village', levels: [5], given: 'township' },
  stationed: { n: 4, zh: '驻村帮扶', en: 'Stationed in the village', levels: [5], given: 'township' },
  group: { n: 5, zh: '包组干部', en: 'Cadre for the group', levels: [5, 6], given: 'township' },
} as const satisfies Record<string, Entry>
export type PlaceResponsibility = keyof typeof PLACE_RESPONSIBILITY

/** 责任书: who signs with whom (seed S2-8). */
export const PLEDGE_TIER = {
  countyTownship: { n: 1, zh: '县与乡镇', en: 'County and township' },
  countyDepartment: { n: 2, zh: '县与部门', en: 'County and department' },
  townshipVillage: { n: 3, zh: '乡镇与村（居）', en: 'Township and village' },
} as const satisfies CodeList
export type PledgeTier = keyof typeof PLEDGE_TIER

/** What the lower party takes upon itself. A template of the project: no official text was found. */
export const PLEDGE_TEMPLATE = {
  title: '关爱保护责任书',
  mark: '项目范本（非官方文本），可按本地文件修改后签订',
  goals: [
    '底数清、情况明：儿童信息一人一档，新增、变动及时登记，不漏一人。',
    '每名留守儿童、困境儿童都有帮扶责任人，委托照护应签尽签。',
    '按期走访，发现监护缺失、监护不当、侵害线索立即报告。',
  ],
  duties: {
    countyTownship: [
      '确定专人担任儿童督导员，保障其工作时间和条件。',
      '落实领导包片、干部包组，组织每月巡查和重点儿童核查。',
      '维护辖区台账，接到公安机关通报后及时评估帮扶。',
      '督促村（居）委会履行职责，按期报送情况。',
    ],
    countyDepartment: [
      '按照成员单位职责分工，确定分管负责人和联络员。',
      '对转介的事项在规定时限内办理并反馈。',
      '共享履职需要的信息，依法保护未成年人个人信息。',
      '参加联席会议，落实议定事项。',
    ],
    townshipVillage: [
      '确定儿童主任，落实干部联户，为每名儿童确定帮扶责任人。',
      '按期入户走访，掌握监护照护情况，指导签订委托照护协议。',
      '督促父母每周至少联系儿童一次，照护人不履行职责的及时报告乡镇并告知父母。',
      '发现儿童受到侵害或者脱离监护的，第一时间报告公安机关。',
    ],
  },
} as const satisfies {
  title: string
  mark: string
  goals: readonly string[]
  duties: Record<PledgeTier, readonly string[]>
}
