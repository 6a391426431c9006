import type pg from 'pg'
import type { StoredAct } from '#domain/act/stored-act.ts'
import { actSeal } from '../agreement/act-seal.ts'
import type { Vault } from '../crypto/vault.ts'
import { inParts } from '../db/cursor.ts'
import type { Findings } from './problems.ts'

type Row = {
  id: string | null
  kind: StoredAct['kind']
  child: string
  day: string
  body: object
  sealed: string | null
  seal: Buffer | null
}

/** Every act of an agreement is as it was when it was sealed, and none is gone. Answers how many. */
export async function verifyAgreements(
  owner: pg.ClientBase,
  vault: Vault,
  findings: Findings,
): Promise<number> {
  let acts = 0
  const rows = inParts<Row>(
    owner,
    'verified_agreements',
    `select a.id, a.kind, a.child, a.day, a.body, s.act as sealed, s.seal
       from (select * from act where kind like 'agreement.%') a
       full join agreement_seal s on s.county = a.county and s.act = a.id`,
    [],
  )
  for await (const part of rows)
    for (const { sealed, seal, id, ...act } of part) {
      if (id === null) {
        findings.add('agreementMissing', { id: sealed! })
        continue
      }
      acts += 1
      if (!seal) findings.add('agreementUnsealed', { id })
      else if (!actSeal(vault, { id, ...act } as never).equals(seal)) findings.add('agreementAltered', { id })
    }
  return acts
}
