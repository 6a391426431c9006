import { type Generation, GIVEN, RARE, SURNAMES } from './name-characters.ts'
import type { Random } from './random.ts'

export type Sex = 'male' | 'female'

export const inventSurname = (random: Random): string => random.weighted(SURNAMES)

export type NameWish = {
  sex: Sex
  generation: Generation
  /** A child carries the father's; left out, one is drawn. */
  surname?: string
  rare?: boolean
  /** Names of real people that must not come up by chance. */
  avoid: ReadonlySet<string>
}

export function inventName(random: Random, wish: NameWish): string {
  const surname = wish.surname ?? inventSurname(random)
  for (;;) {
    const name = surname + inventGivenName(random, wish)
    if (!wish.avoid.has(name)) return name
  }
}

function inventGivenName(random: Random, { sex, generation, rare }: NameWish): string {
  const { first, second, alone, aloneOf100 } = GIVEN[generation][sex]
  if (rare) return random.pick(RARE) + (random.chance(0.5) ? random.pick(second) : '')
  if (random.chance(aloneOf100 / 100)) return random.pick(alone)
  const beginning = random.pick(first)
  const end = random.pick(second)
  return beginning === end ? beginning : beginning + end
}
