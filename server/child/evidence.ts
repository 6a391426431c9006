import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { NewAct } from '#domain/act/act.ts'
import type { EvidenceItem } from '#domain/child/child-api.ts'
import { chinaDay } from '#domain/dates.ts'
import { type EvidenceId, uuidv7 } from '#domain/ids.ts'
import { Refusal } from '#domain/refusals.ts'
import { type Recording, recordActs } from '../act/record-acts.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import type { EvidenceKind } from './clean-evidence.ts'
import { readStored, storeEvidence } from './evidence-store.ts'

/** An upload whose content has been looked at and drawn anew. */
export type Cleaned = { name: string; kind: EvidenceKind; bytes: Buffer }
type Item = z.infer<typeof EvidenceItem>

/** What a phone has named and dated itself, so that the same photo twice is one. */
export type Named = { evidence: EvidenceId; act: string; writtenAt: string; day: string }

/** Seals a cleaned file with the child's key, stores it, and records it: the file first, its row and act after, together. */
export async function addEvidence(
  recording: Recording,
  child: string,
  cleaned: Cleaned,
  about: string[],
  named?: Named,
): Promise<Item> {
  const { db, deps, actor } = recording
  const county = deps.county.code
  const reached = await db.one<{ area_code: string }>(
    'select area_code from child where county = $1 and id = $2',
    [county, child],
  )
  if (!reached) throw new Refusal('childNotFound')
  const key = (await deps.keys.forWriting(db, [child])).keys.get(child)!
  const { kind, bytes } = cleaned
  const now = deps.now()
  const id = named?.evidence ?? (uuidv7(now.getTime(), randomBytes(10)) as EvidenceId)
  const name = safeName(cleaned.name)
  const sha256 = await storeEvidence(deps.dataDir, id, deps.vault.seal(key, bytes))
  await db.run(
    `insert into evidence (county, id, child, area_code, name, kind, bytes, sha256, about, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      county,
      id,
      child,
      reached.area_code,
      deps.vault.seal(key, name),
      kind,
      bytes.length,
      sha256,
      about,
      actor.account,
      now,
    ],
  )
  await recordActs(recording, [
    {
      id: named?.act ?? uuidv7(now.getTime(), randomBytes(10)),
      kind: 'evidence.add',
      child,
      writtenAt: named?.writtenAt ?? now.toISOString(),
      body: { day: named?.day ?? chinaDay(now), evidence: id, about },
    } as NewAct,
  ])
  return { id, name, kind, bytes: bytes.length, about, addedAt: now.toISOString(), addedBy: actor.name }
}

/** The plain file, for somebody who reaches the child; anybody else learns nothing. */
export async function readEvidence(
  { db, deps }: { db: Db; deps: Deps },
  id: string,
): Promise<{ child: string; name: string; kind: EvidenceKind; bytes: Buffer }> {
  const row = await db.one<{ child: string; name: Buffer; kind: EvidenceKind; sha256: Buffer }>(
    'select child, name, kind, sha256 from evidence where county = $1 and id = $2',
    [deps.county.code, id],
  )
  if (!row) throw new Refusal('notFound')
  const key = (await deps.keys.of(db, [row.child])).get(row.child)
  if (!key) throw new Refusal('erased')
  const sealed = await readStored(deps.dataDir, id, row.sha256)
  return {
    child: row.child,
    name: deps.vault.open(key, row.name).toString(),
    kind: row.kind,
    bytes: deps.vault.open(key, sealed),
  }
}

/** A name and no path, without signs that a screen or a header would obey. */
const safeName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1)!
  const plain = last.replaceAll(/[\p{C}"'()<>|:*?]/gu, '').trim()
  return [...plain].slice(0, 120).join('') || 'file'
}
