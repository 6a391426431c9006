import type { Role } from '#domain/access/roles.ts'
import type { AreaCode } from '#domain/area/area.ts'
import { DEMO_COUNTY, DEMO_SEED } from './demo-county.ts'
import { inventName } from './names.ts'
import { seededRandom } from './random.ts'
import { villageContact } from './setting.ts'
import type { PeopledVillage } from './synthetic-county.ts'

export type DemoAccount = {
  login: string
  name: string
  role: Role
  /** Township or county that the role reaches; village directors name their villages, administrators nothing. */
  area?: AreaCode
  villages?: readonly AreaCode[]
}

const COUNTY_AREA = `${DEMO_COUNTY.code}000000`
const townshipOf = (village: AreaCode): AreaCode => `${village.slice(0, 9)}000`

/** Somebody for every role, to sign in as in the demo. `villages` are those that have children. */
export function demoAccounts(
  villages: readonly PeopledVillage[],
  avoid: ReadonlySet<string> = new Set(),
): DemoAccount[] {
  const first = largestOf(villages, '后安镇')
  const second = largestOf(villages, '汤图满族乡')
  const contact = (village: PeopledVillage) => villageContact({ seed: DEMO_SEED, avoid }, village).name
  const official = (login: string, role: Role, area?: AreaCode): DemoAccount => ({
    login,
    name: staffName(login, avoid),
    role,
    ...(area && { area }),
  })
  return [
    { login: 'director', name: contact(first), role: 'villageDirector', villages: [first.code] },
    { login: 'director2', name: contact(second), role: 'villageDirector', villages: [second.code] },
    official('supervisor', 'townshipSupervisor', townshipOf(first.code)),
    official('officer', 'countyOfficer', COUNTY_AREA),
    official('leader', 'countyLeader', COUNTY_AREA),
    official('system', 'systemAdmin'),
    official('security', 'securityAdmin'),
    official('audit', 'auditAdmin'),
  ]
}

function largestOf(villages: readonly PeopledVillage[], township: string): PeopledVillage {
  const [largest] = villages
    .filter((village) => village.township === township)
    .sort((a, b) => b.children - a.children)
  if (!largest) throw new Error(`nobody lives in ${township}`)
  return largest
}

function staffName(login: string, avoid: ReadonlySet<string>): string {
  const random = seededRandom(`${DEMO_SEED}/staff/${login}`)
  return inventName(random, { sex: random.chance(0.5) ? 'male' : 'female', generation: 'parent', avoid })
}
