import type { ShownFinding } from '#domain/circumstance/circumstance-api.ts'
import { explainAll } from '#domain/circumstance/circumstances.ts'
import { knowledgeOn, valueIn } from '#domain/circumstance/knowledge.ts'
import { Refusal } from '#domain/refusals.ts'
import { actsOfFile } from '../act/read-acts.ts'
import { openValue } from '../act/seal-body.ts'
import { asOfDay, type Reading, readFile } from '../child/open-file.ts'
import { storyOfFile } from './respell.ts'
import { showFinding } from './show-findings.ts'

type Explained = { on: string; status: 'registered' | 'left'; circumstances: ShownFinding[] }

/** Every circumstance of a child on a day: what the rules say and why. Nothing of who has left. */
export async function explainChild(
  reading: Reading,
  child: string,
  wished: { on?: string; knownAt?: string },
): Promise<Explained> {
  const { deps } = reading
  const { acts, keys } = await readFile(reading, child, actsOfFile)
  const asOf = asOfDay(deps, wished)
  const knowledge = knowledgeOn(storyOfFile(acts), asOf)
  if (!knowledge) throw new Refusal('childNotFound')
  const proofOf = (who: 'father' | 'mother') => {
    const parent = knowledge.parents[who]
    const proof = valueIn(parent?.facts, 'stateProof')
    return proof === undefined
      ? undefined
      : (openValue(deps.vault, keys.get(parent!.person), proof) as string | undefined)
  }
  const { now, on } = knowledge
  const policy = deps.policy.book(asOf.knownAt).on(now.area, on)
  const registered = now.status === 'registered'
  return {
    on,
    status: now.status,
    circumstances: registered
      ? explainAll(knowledge, policy).map((found) => showFinding(found, proofOf))
      : [],
  }
}
