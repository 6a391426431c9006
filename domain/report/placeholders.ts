/** What may stand in braces in a template: {儿童总数}, or {total}. */
export const PLACEHOLDERS = {
  title: { zh: '标题', en: 'Title' },
  area: { zh: '地区', en: 'Area' },
  asOf: { zh: '截止日期', en: 'As of' },
  base: { zh: '基期', en: 'Base day' },
  madeOn: { zh: '制表日期', en: 'Made on' },
  total: { zh: '儿童总数', en: 'Children in all' },
  male: { zh: '男童总数', en: 'Boys in all' },
  female: { zh: '女童总数', en: 'Girls in all' },
  placeKind: { zh: '下级区划', en: 'Kind of the areas below' },
  places: { zh: '下级区划数', en: 'Number of areas below' },
  placesWithChildren: { zh: '有留守儿童的区划数', en: 'Number of areas with children' },
  ethnicities: { zh: '民族构成', en: 'Ethnicities' },
  guardians: { zh: '监护构成', en: 'Who looks after them' },
  droppedOut: { zh: '辍学人数', en: 'Dropped out of school' },
  baseTotal: { zh: '基期儿童总数', en: 'Children on the base day' },
  change: { zh: '变化', en: 'Change since the base day' },
  publicNote: { zh: '公开说明', en: 'Note on what is not made public' },
} as const
export type Placeholder = keyof typeof PLACEHOLDERS

/** A row for each area below: {#分地区} … {/分地区} around these. */
export const ROWS = { zh: '分地区', en: 'Rows by area' } as const
export const ROW_PLACEHOLDERS = {
  name: { zh: '名称', en: 'Name of the area' },
  rowTotal: { zh: '人数', en: 'Children' },
  rowMale: { zh: '男童', en: 'Boys' },
  rowFemale: { zh: '女童', en: 'Girls' },
} as const
export type RowPlaceholder = keyof typeof ROW_PLACEHOLDERS

/** What fills a template. */
export type Filling = Record<Placeholder, string> & { rows: Record<RowPlaceholder, string>[] }

const find = (list: Record<string, { zh: string }>, tag: string): string | undefined =>
  Object.entries(list).find(([key, { zh }]) => key === tag || zh === tag)?.[0]

/** The key that a word in braces stands for, within the rows or outside of them. */
export const placeholderOf = (tag: string, inRows: boolean): string | undefined =>
  find({ ...PLACEHOLDERS, rows: ROWS }, tag) ?? (inRows ? find(ROW_PLACEHOLDERS, tag) : undefined)
