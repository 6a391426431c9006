import { AREA_LEVELS, type AreaLevel } from './area.ts'
import { DEPARTMENT_KINDS, DEPARTMENTS, type DepartmentKind } from './departments.ts'

export type OfficeKindEntry = {
  zh: string
  en: string
  levels: readonly AreaLevel[]
  duties: readonly string[]
}

/** Offices below or beside the departments of a county, with the levels of area at which they are found. */
const PLACES = {
  townshipGovernment: {
    zh: '乡镇人民政府（街道办事处）',
    en: 'Township government',
    levels: [4],
    duties: ['一人一档台账', '核查重点儿童', '接警后评估'],
  },
  villageCommittee: {
    zh: '村（居）民委员会',
    en: 'Village committee',
    levels: [5],
    duties: ['走访', '排查', '报告'],
  },
  school: { zh: '学校', en: 'School', levels: [3, 4, 5], duties: [] },
  kindergarten: { zh: '幼儿园', en: 'Kindergarten', levels: [3, 4, 5], duties: [] },
  hospital: { zh: '医院（卫生院）', en: 'Hospital', levels: [3, 4], duties: [] },
  clinic: { zh: '卫生室（诊所）', en: 'Clinic', levels: [4, 5], duties: [] },
  policeStation: { zh: '派出所', en: 'Police station', levels: [3, 4], duties: [] },
  childProtectionCentre: {
    zh: '未成年人救助保护中心',
    en: 'Child rescue and protection centre',
    levels: [3],
    duties: [],
  },
  childWelfareHome: { zh: '儿童福利机构', en: 'Child welfare home', levels: [3], duties: [] },
  socialWorkStation: { zh: '社工站', en: 'Social work station', levels: [3, 4], duties: [] },
} as const satisfies Record<string, OfficeKindEntry>

export type OfficeKind = DepartmentKind | keyof typeof PLACES

/** Every kind of office. An office hangs on an area and is none itself. */
export const OFFICE_KINDS = [...DEPARTMENT_KINDS, ...(Object.keys(PLACES) as (keyof typeof PLACES)[])]

const isDepartment = (kind: OfficeKind): kind is DepartmentKind => kind in DEPARTMENTS

export function officeKind(kind: OfficeKind): OfficeKindEntry {
  return isDepartment(kind) ? { ...DEPARTMENTS[kind], levels: [AREA_LEVELS.county] } : PLACES[kind]
}
