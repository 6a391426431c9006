import { readResidentId } from '#domain/identity/resident-id.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Actor } from '../deps.ts'

export const goodNumberIn = ({ facts }: Pick<RosterRow, 'facts'>): string | undefined =>
  readResidentId(textIn(facts, 'idNumber') ?? '')?.number

/**
 * Keyed digest of what a row says of who the child is, for the office that keeps the list: the same row of next
 * month's list is the same child, whatever else has changed in it.
 */
export function rowKey(
  vault: Vault,
  { office, account }: Pick<Actor, 'office' | 'account'>,
  row: RosterRow,
): Buffer {
  const { facts, family, area, birthMonth } = row
  const told = ['name', 'sex', 'birthDate', 'idNumber'].map((key) => textIn(facts, key) ?? null)
  const people = family.flatMap(({ relation, facts: about }) => {
    const name = textIn(about, 'name')
    return name ? [`${relation} ${name}`] : []
  })
  return vault.digest(
    JSON.stringify([
      'row',
      office ?? account,
      told,
      birthMonth ?? null,
      area?.slice(0, 12) ?? null,
      people.sort(),
    ]),
  )
}
