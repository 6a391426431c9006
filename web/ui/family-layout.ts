import type { Relation } from '#domain/fact/code-lists.ts'

export type FamilyMember = {
  key: string
  relation: Relation | 'child'
  name: string
  sex: 'male' | 'female' | 'unknown'
  dead: boolean
  /** Why not beside the child, in words; unset when at home or not known. */
  away?: string
  carer: boolean
}
export type Placed = FamilyMember & { x: number; y: number }

/** Generation and order of each relation: the father's side left, the mother's right, helpers at the ends. */
const PLACES: Record<FamilyMember['relation'], { row: 0 | 1 | 2; order: number }> = {
  paternalGrandfather: { row: 0, order: 1 },
  paternalGrandmother: { row: 0, order: 2 },
  maternalGrandfather: { row: 0, order: 3 },
  maternalGrandmother: { row: 0, order: 4 },
  paternalUncle: { row: 1, order: 1 },
  paternalAunt: { row: 1, order: 2 },
  stepmother: { row: 1, order: 3 },
  father: { row: 1, order: 4 },
  mother: { row: 1, order: 5 },
  stepfather: { row: 1, order: 6 },
  maternalUncle: { row: 1, order: 7 },
  maternalAunt: { row: 1, order: 8 },
  otherRelative: { row: 1, order: 9 },
  neighbour: { row: 1, order: 10 },
  teacher: { row: 1, order: 11 },
  friend: { row: 1, order: 12 },
  volunteer: { row: 1, order: 13 },
  other: { row: 1, order: 14 },
  brother: { row: 2, order: 1 },
  child: { row: 2, order: 2 },
  sister: { row: 2, order: 3 },
}

export const STEP_X = 132
export const STEP_Y = 150
export const MARGIN = 66

/** Places everybody in three rows, each row centred. */
export function familyLayout(members: readonly FamilyMember[]): {
  placed: Placed[]
  width: number
  height: number
} {
  const rows = [0, 1, 2].map((row) =>
    members
      .filter((member) => PLACES[member.relation].row === row)
      .sort((a, b) => PLACES[a.relation].order - PLACES[b.relation].order),
  )
  const filled = rows.filter((row) => row.length > 0)
  const widest = Math.max(1, ...filled.map((row) => row.length))
  const placed = filled.flatMap((row, line) =>
    row.map((member, i) => ({
      ...member,
      x: MARGIN + (i + (widest - row.length) / 2) * STEP_X,
      y: MARGIN + line * STEP_Y,
    })),
  )
  return {
    placed,
    width: 2 * MARGIN + (widest - 1) * STEP_X,
    height: 2 * MARGIN + Math.max(0, filled.length - 1) * STEP_Y + 30,
  }
}

/** Whose children: pairs of parents and the one below them. */
export const DESCENT: readonly { of: Relation | 'child'; parents: readonly Relation[] }[] = [
  { of: 'father', parents: ['paternalGrandfather', 'paternalGrandmother'] },
  { of: 'mother', parents: ['maternalGrandfather', 'maternalGrandmother'] },
  { of: 'child', parents: ['father', 'mother'] },
]
