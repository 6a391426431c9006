import { expect, test } from 'vitest'
import { ACCESS, AUDIT_DUTY, may, type Right } from './access.ts'
import { ADMINISTRATORS, ROLES, type Role } from './roles.ts'

const roles = Object.keys(ROLES) as Role[]

test('who may do what', () => {
  const table = (Object.keys(ACCESS) as Right[]).map(
    (act) => `${act.padEnd(16)}${roles.map((role) => (may(role, act) ? '●' : '·')).join(' ')}`,
  )
  expect(
    `\n${''.padEnd(16)}${roles.map((role) => ROLES[role].zh).join(' ')}\n${table.join('\n')}\n`,
  ).toMatchSnapshot()
})

test('no administrator may read or write a child', () => {
  for (const act of Object.keys(ACCESS) as Right[])
    if (/^(child|evidence|import|report|table)\./.test(act))
      for (const role of ADMINISTRATORS) expect(may(role, act), `${role} ${act}`).toBe(false)
})

test('no administrator reads the log of his own role, and every role is watched by somebody', () => {
  for (const [reader, watched] of Object.entries(AUDIT_DUTY)) expect(watched).not.toContain(reader)
  const watched = new Set(Object.values(AUDIT_DUTY).flat())
  expect(roles.filter((role) => !watched.has(role))).toEqual(['auditAdmin'])
})
