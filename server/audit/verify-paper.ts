import type pg from 'pg'
import { withClient } from '#server/db/with-client.ts'
import { actSeal, paperCode } from '../agreement/act-seal.ts'
import type { Vault } from '../crypto/vault.ts'
import { inParts } from '../db/cursor.ts'

type Row = {
  agreement: string
  id: string
  kind: 'agreement.draft' | 'agreement.sign'
  child: string
  day: string
  body: object
  seal: Buffer | null
}

/** whole: as it was signed. altered: it is in the register, and not as it was signed. unknown: it is not. */
export type PaperFound = 'whole' | 'altered' | 'unknown'

const bare = (code: string) => code.replace(/[^0-9A-Fa-f]/g, '').toUpperCase()

/** A care agreement on paper, by the code that stands on it. Everybody's agreements are gone through once. */
export const verifyPaper = (owner: pg.ClientConfig, vault: Vault, code: string): Promise<PaperFound> =>
  withClient(owner, async (client) => {
    await client.query('begin isolation level repeatable read read only')
    // As agreements.ts orders them; a child may sign later, and is not part of the code.
    const rows = inParts<Row>(
      client,
      'verified_paper',
      `select coalesce(a.body->>'agreement', a.id::text) as agreement, a.id, a.kind, a.child, a.day, a.body, s.seal
         from act a left join act_place p on p.county = a.county and p.act = a.id
         left join agreement_seal s on s.county = a.county and s.act = a.id
        where a.kind in ('agreement.draft', 'agreement.sign') and a.body->>'party' is distinct from 'child'
        order by 1, a.kind, a.day, p.seq`,
      [],
    )
    let one: Row[] = []
    const isIt = () => one.length > 0 && bare(paperCode(one.flatMap(({ seal }) => seal ?? []))) === bare(code)
    const found = (): PaperFound =>
      one.every(({ seal, ...act }) => seal && actSeal(vault, act as never).equals(seal)) ? 'whole' : 'altered'
    for await (const part of rows)
      for (const row of part) {
        if (one[0] && one[0].agreement !== row.agreement) {
          if (isIt()) return found()
          one = []
        }
        one.push(row)
      }
    return isIt() ? found() : 'unknown'
  })
