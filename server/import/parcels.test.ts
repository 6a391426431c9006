import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parcelsOf } from './parcels.ts'
import type { RowPlan } from './plan-import.ts'

const plan = (n: number, persons: readonly number[]) =>
  ({ n, planned: { relatives: persons.map((person) => ({ person: `p${person}` })) } }) as unknown as RowPlan

const rows = fc
  .array(fc.uniqueArray(fc.nat(40), { maxLength: 4 }), { maxLength: 60 })
  .map((all) => all.map((persons, n) => plan(n, persons)))
const personsIn = (parcel: RowPlan[]) =>
  new Set(parcel.flatMap(({ planned }) => planned.relatives.map(({ person }) => person)))

test('every row is in one parcel, and nobody is met in two', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (plans, size) => {
      const parcels = parcelsOf(plans, size)
      expect(parcels.flatMap((parcel) => parcel.map(({ n }) => n)).sort((a, b) => a - b)).toEqual(
        plans.map(({ n }) => n),
      )
      const persons = parcels.map(personsIn)
      expect(persons.reduce((sum, set) => sum + set.size, 0)).toBe(personsIn(plans).size)
    }),
  )
})

test('families that fit are written together', () => {
  const plans = [plan(1, [1]), plan(2, [2]), plan(3, [1]), plan(4, [3])]
  expect(parcelsOf(plans, 3).map((parcel) => parcel.map(({ n }) => n))).toEqual([[1, 3, 2], [4]])
})
