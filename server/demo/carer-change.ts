import type { PlainDate } from '#domain/dates.ts'
import { RELATIVE } from './family-plan.ts'
import { inventOtherCarer } from './invented-carers.ts'
import type { Scene } from './later-events.ts'
import { REASONS } from './phrases.ts'
import { carerFacts, type Relative } from './relative.ts'
import { addressIn } from './setting.ts'

/** Another grandparent takes over, or a relative who was not in the file before. */
export function changeCarer(scene: Scene, day: PlainDate): void {
  const { random, setting, writer, family, child } = scene
  if (!child.carer) return
  const household = family.children.filter(({ carer }) => carer === child.carer)
  if (household.some(({ opened }) => opened >= day)) return
  writer.visit(day)
  const carer = nextCarer(scene)
  const reason = random.pick(REASONS.carerChanged)
  for (const { id } of household)
    writer.write(
      'kin.record',
      { child: id },
      { person: carer.id, relation: carer.relation, carer: true, day, reason },
    )
  const address = addressIn(setting, child.openedIn, child.group)
  const facts = { ...carer.facts, ...carerFacts(random, setting, carer, address) }
  writer.write('relative.record', { child: child.id, person: carer.id }, { day, facts })
}

function nextCarer({ random, setting, writer, family, child }: Scene): Relative {
  const grandparents = family.others.filter(
    ({ id, alive, relation }) => alive && id !== child.carer && relation.includes('Grand'),
  )
  if (grandparents.length > 0 && random.chance(0.8)) return random.pick(grandparents)
  const relation = random.weighted(RELATIVE)
  const known = family.others.find((other) => other.relation === relation && other.id !== child.carer)
  return known ?? inventOtherCarer(random, setting, writer, { family, relation })
}
