import { z } from 'zod'
import { Role } from '../access/roles.ts'
import type { CodeList } from '../fact/code-lists.ts'

/** How urgent a child's situation is. `none`: nobody has assessed it and nothing tells. `n` is what the database stores. */
export const COLOUR = {
  red: { n: 1, zh: '红色', en: 'Red' },
  yellow: { n: 2, zh: '黄色', en: 'Yellow' },
  green: { n: 3, zh: '绿色', en: 'Green' },
  none: { n: 4, zh: '未评估', en: 'Not assessed' },
} as const satisfies CodeList
export type Colour = keyof typeof COLOUR

/** Scales run both ways (policy §4.3): 黔西 gives points for safety, the academic one for trouble. */
export const DIRECTION = {
  highGood: { n: 1, zh: '分高为好', en: 'High is good' },
  highBad: { n: 2, zh: '分高为差', en: 'High is bad' },
} as const satisfies CodeList
export type Direction = keyof typeof DIRECTION

/** What a template rests on. example: shown as published, not in use until the county publishes it. */
export const SOURCES = {
  national: { zh: '国家规定', en: 'National' },
  example: { zh: '示例', en: 'Example' },
  projectDefault: { zh: '项目默认值', en: 'Project default' },
  local: { zh: '本县', en: 'This county' },
} as const
export type Source = keyof typeof SOURCES

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
export const TemplateKey = z.string().regex(/^[A-Za-z0-9-]{1,40}$/)
const Words = { zh: z.string().trim().min(1).max(200), en: z.string().trim().max(300).default('') }
const Key = z.string().regex(/^[A-Za-z0-9]{1,40}$/)
const Points = z.number().int().min(-100).max(100)

const Option = z.object({
  key: Key,
  ...Words,
  points: Points,
  /** 周岁 from and to, both counted: chosen beforehand by the child's age. */
  ages: z.tuple([z.number().int().min(0).max(30), z.number().int().min(0).max(30)]).optional(),
})
const Item = z.object({
  key: Key,
  ...Words,
  options: z.array(Option).max(12),
  fact: z.string().max(40).optional().describe('所选的选项同时记为这项情况'),
})
const Section = z.object({ key: Key, ...Words, items: z.array(Item).max(40) })

const Grade = z.object({
  n: z.number().int().min(1).max(9).describe('等级的代码'),
  ...Words,
  from: z.number().int().describe('最低分'),
  to: z.number().int().describe('最高分，含'),
  colour: key<Colour>(COLOUR).exclude(['none']).optional(),
})

/** One version of a scale, as data. Old answers are read with the version by which they were asked. */
export const Template = z.object({
  ...Words,
  source: z.object({ standing: key<Source>(SOURCES), document: z.string().trim().min(2).max(300) }),
  direction: key<Direction>(DIRECTION),
  sections: z.array(Section).max(12),
  grades: z.array(Grade).max(9),
  vetoes: z
    .array(z.object({ item: Key, option: Key, grade: z.number().int() }))
    .max(60)
    .describe('一票决定：选了这一项，等级不看分数'),
  cadenceDays: z.number().int().min(1).max(1100).nullable().describe('多少天评估一次；空为不定期'),
  who: z.array(Role).max(7).describe('哪些岗位可以使用'),
  totalShown: z.boolean().describe('填写时显示得分'),
  inUse: z.boolean(),
})
export type Template = z.infer<typeof Template>
export type Item = z.infer<typeof Item>
export type Option = z.infer<typeof Option>
export type Grade = z.infer<typeof Grade>

/** Option by item. */
export const Answers = z.record(Key, Key)
export type Answers = z.infer<typeof Answers>

export const itemsOf = (template: Pick<Template, 'sections'>): Item[] =>
  template.sections.flatMap(({ items }) => items)
