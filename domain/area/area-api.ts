import { z } from 'zod'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { AreaCode } from './area.ts'

export const AreaItem = z.object({
  code: AreaCode,
  parent: AreaCode.nullable(),
  level: z.number().int().describe('3 县 4 乡镇 5 村（居）6 村民小组'),
  name: z.string(),
  shortName: z.string(),
  until: PlainDate.nullable(),
})
export type AreaItem = z.infer<typeof AreaItem>

export const listAreas = endpoint({
  name: 'listAreas',
  method: 'GET',
  path: '/api/areas',
  access: 'signedIn',
  summary: { zh: '管辖范围内的区划；或全县', en: 'Areas of the county within the own reach, or all' },
  params: z.object({ whole: z.literal('yes').optional().describe('全县，供选择迁往何处') }),
  result: z.object({ areas: z.array(AreaItem) }),
})
export const OfficeItem = z.object({ id: z.uuid(), kind: z.string(), name: z.string(), area: AreaCode })
export const listOffices = endpoint({
  name: 'listOffices',
  method: 'GET',
  path: '/api/offices',
  access: 'signedIn',
  summary: { zh: '机构与部门', en: 'Offices within the own reach' },
  params: z.object({ area: AreaCode.optional() }),
  result: z.object({ offices: z.array(OfficeItem) }),
})
export const addOffice = endpoint({
  name: 'addOffice',
  method: 'POST',
  path: '/api/offices',
  access: 'area.edit',
  summary: { zh: '新增机构', en: 'Add an office, such as a school' },
  body: z.object({ kind: z.string().max(40), name: z.string().trim().min(2).max(100), area: AreaCode }),
  result: OfficeItem,
})
export const AreaChange = z.object({
  kind: z.enum(['added', 'renamed', 'merged', 'ended']),
  code: AreaCode,
  onDay: PlainDate,
  name: z.string().trim().min(1).max(100).optional().describe('新增或更名后的名称'),
  shortName: z.string().trim().min(1).max(100).optional(),
  mergedInto: AreaCode.optional(),
  document: z.string().trim().max(200).optional().describe('批准文件'),
})
export const changeArea = endpoint({
  name: 'changeArea',
  method: 'POST',
  path: '/api/areas/changes',
  access: 'area.edit',
  summary: {
    zh: '区划变更：新增、更名、合并、撤销',
    en: 'Add, rename, merge or end an area; its history stays',
  },
  body: AreaChange,
  result: AreaItem,
})
export const areaHistory = endpoint({
  name: 'areaHistory',
  method: 'GET',
  path: '/api/areas/:code/changes',
  access: 'signedIn',
  summary: { zh: '区划沿革', en: 'What an area was called and became' },
  params: z.object({ code: AreaCode }),
  result: z.object({ changes: z.array(AreaChange.extend({ oldName: z.string().nullable() })) }),
})
