import { act } from './acts.ts'

/** A signature as somebody might draw it. */
export const STROKES = 'M60 80L120 140L180 60M220 70L260 150L330 90'

export const ANSWERS = { harmed: false, addicted: false, neglected: false, unfit: false, capable: true }

type Parties = { principal: string; carer: string }

/** A draft that keeps the law. */
export const aDraft = (child: string, { principal, carer }: Parties, more: object = {}) =>
  act('agreement.draft', child, {
    day: '2026-05-20',
    template: 'v1',
    cause: 'bothAway',
    principals: [principal],
    carer,
    from: '2026-05-20',
    lastDay: '2027-05-19',
    answers: ANSWERS,
    living: 'together',
    attended: true,
    heard: 'agrees',
    told: ['village'],
    contacts: [carer],
    copies: 3,
    words: { opinion: '愿意和奶奶住', other: '每周日晚八点视频' },
    ...more,
  })

export const aSignature = (
  child: string,
  agreement: string,
  { party, person, ...more }: { party: string; person?: string; [key: string]: unknown },
) =>
  act('agreement.sign', child, {
    day: '2026-05-21',
    agreement,
    party,
    ...(person && { person }),
    manner: 'finger',
    words: { strokes: STROKES },
    ...more,
  })

export const everySignature = (child: string, agreement: string, { principal, carer }: Parties) => [
  aSignature(child, agreement, { party: 'principal', person: principal }),
  aSignature(child, agreement, { party: 'carer', person: carer }),
  aSignature(child, agreement, { party: 'witness', words: { strokes: STROKES, name: '村主任' } }),
]
