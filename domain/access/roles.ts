import { z } from 'zod'

/** Who works in Tonghu, and how far each sees: the reach decides which database role a request takes (docs/architecture.md). */
export const ROLES = {
  villageDirector: { zh: '儿童主任', en: 'Village child director', reach: 'village' },
  townshipSupervisor: { zh: '儿童督导员', en: 'Township child supervisor', reach: 'township' },
  countyOfficer: { zh: '县民政经办人', en: 'County civil affairs officer', reach: 'county' },
  countyLeader: { zh: '县领导', en: 'County leader', reach: 'county' },
  systemAdmin: { zh: '系统管理员', en: 'System administrator', reach: 'none' },
  securityAdmin: { zh: '安全管理员', en: 'Security administrator', reach: 'none' },
  auditAdmin: { zh: '审计管理员', en: 'Audit administrator', reach: 'none' },
} as const satisfies Record<string, { zh: string; en: string; reach: Reach }>

/** How far a role sees: its villages, its township, the county, or no child at all. */
export type Reach = 'village' | 'township' | 'county' | 'none'
export type Role = keyof typeof ROLES
export const Role = z.enum(Object.keys(ROLES) as [Role, ...Role[]])

/** 三员 (等保 2.0 level 3): three separate people, none of whom reads a child. */
export const ADMINISTRATORS: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin']
/** Roles at county level must use a second factor in a real county. */
export const SECOND_FACTOR: readonly Role[] = ['countyOfficer', 'countyLeader', ...ADMINISTRATORS]
