import { ageOn, type PlainDate } from '../dates.ts'

/**
 * 农村留守儿童 (国发〔2016〕13号, form of 民发〔2016〕42号): both parents away for work, or one away and the other
 * without guardianship capacity; not yet sixteen; household register not urban. Answers why, or undefined.
 */
export function leftBehind(
  known: {
    birthDate?: PlainDate
    bothParentsAway?: boolean
    oneAwayOtherIncapable?: boolean
    hukouNature?: string
  },
  on: PlainDate,
): { zh: string; en: string } | undefined {
  if (known.hukouNature === 'urban') return undefined
  if (known.birthDate && ageOn(known.birthDate, on) >= 16) return undefined
  if (known.bothParentsAway)
    return {
      zh: '父母双方外出务工，不满十六周岁（国发〔2016〕13号）',
      en: 'Both parents away for work, under 16 (State Council 2016 no. 13)',
    }
  if (known.oneAwayOtherIncapable)
    return {
      zh: '父母一方外出务工、另一方无监护能力，不满十六周岁（国发〔2016〕13号）',
      en: 'One parent away for work, the other incapable, under 16 (State Council 2016 no. 13)',
    }
  return undefined
}
