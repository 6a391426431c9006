/** What may stand in braces in a template: {儿童总数}, or {total}. `example` is how it reads then. */
export const PLACEHOLDERS = {
  title: { zh: '标题', en: 'Title', example: '抚顺县农村留守儿童关爱保护工作情况' },
  area: { zh: '地区', en: 'Area', example: '抚顺县' },
  asOf: { zh: '截止日期', en: 'As of', example: '2024年9月30日' },
  base: { zh: '基期', en: 'Base day', example: '2023年9月30日' },
  madeOn: { zh: '制表日期', en: 'Made on', example: '2024年10月8日' },
  total: { zh: '儿童总数', en: 'Children in all', example: '100' },
  male: { zh: '男童总数', en: 'Boys in all', example: '43' },
  female: { zh: '女童总数', en: 'Girls in all', example: '57' },
  placeKind: { zh: '下级区划', en: 'Kind of the areas below', example: '乡镇（街道）' },
  places: { zh: '下级区划数', en: 'Number of areas below', example: '8' },
  placesWithChildren: { zh: '有留守儿童的区划数', en: 'Number of areas with children', example: '8' },
  ethnicities: { zh: '民族构成', en: 'Ethnicities', example: '汉族73人、满族27人' },
  guardians: {
    zh: '监护构成',
    en: 'Who looks after them',
    example: '多数由祖父母、外祖父母监护（83人，占83.00%）；亲戚朋友17人',
  },
  droppedOut: { zh: '辍学人数', en: 'Dropped out of school', example: '0' },
  baseTotal: { zh: '基期儿童总数', en: 'Children on the base day', example: '159' },
  change: {
    zh: '变化',
    en: 'Change since the base day',
    example: '比上年同期（2023年9月30日）的159人减少59人，下降37.11%',
  },
  publicNote: {
    zh: '公开说明',
    en: 'Note on what is not made public',
    example: '注：少于5人及可据以推算的数字不公开，以“*”代替。',
  },
} as const
export type Placeholder = keyof typeof PLACEHOLDERS

/** A row for each area below: {#分地区} … {/分地区} around these. */
export const ROWS = { zh: '分地区', en: 'Rows by area' } as const
export const ROW_PLACEHOLDERS = {
  name: { zh: '名称', en: 'Name of the area', example: '后安镇' },
  rowTotal: { zh: '人数', en: 'Children', example: '26' },
  rowMale: { zh: '男童', en: 'Boys', example: '10' },
  rowFemale: { zh: '女童', en: 'Girls', example: '16' },
} as const
export type RowPlaceholder = keyof typeof ROW_PLACEHOLDERS

/** What fills a template. */
export type Filling = Record<Placeholder, string> & { rows: Record<RowPlaceholder, string>[] }

const find = (list: Record<string, { zh: string }>, tag: string): string | undefined =>
  Object.entries(list).find(([key, { zh }]) => key === tag || zh === tag)?.[0]

/** The key that a word in braces stands for, within the rows or outside of them. */
export const placeholderOf = (tag: string, inRows: boolean): string | undefined =>
  find({ ...PLACEHOLDERS, rows: ROWS }, tag) ?? (inRows ? find(ROW_PLACEHOLDERS, tag) : undefined)
