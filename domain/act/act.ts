import { z } from 'zod'
import type { Right } from '../access/access.ts'
import { AGREEMENT_ACTS } from '../agreement/agreement-acts.ts'
import { AreaCode } from '../area/area.ts'
import { ASSESSMENT_ACTS } from '../assessment/assessment-acts.ts'
import { CAMPAIGN_ACTS } from '../campaign/campaign-acts.ts'
import { LIFE_ACTS, Reason } from '../child/life-acts.ts'
import { PlainDate } from '../dates.ts'
import { DUTY_ACTS } from '../duty/duty-acts.ts'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATION } from '../fact/code-lists.ts'
import { entriesSchema, type FactEntries } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { ActId, ChildId, EvidenceId, PersonId } from '../ids.ts'
import { RESTRICTED_FACTS } from '../restricted/restricted-facts.ts'
import { SERVICE_ACTS } from '../service/services.ts'

const Relation = z.enum(Object.keys(RELATION) as [string, ...string[]])
/** The day that the act describes: facts without a `since` of their own hold from it. */
const day = PlainDate

/** How a person belongs to a child. One carer at a time; a new one ends the old. */
const Kinship = z.object({ person: PersonId, relation: Relation, carer: z.boolean().optional() })
const family = z.array(Kinship).max(12)
/** What is learnt of the family in the same breath, as by `relative.record`; sealed with each one's own key. */
const relatives = z.partialRecord(PersonId, entriesSchema(RELATIVE_FACTS)).optional()

const recorded = (facts: z.ZodType<FactEntries>) =>
  z
    .object({ day, facts, reason: Reason.optional(), corrects: ActId.optional() })
    .refine((body) => !body.corrects || body.reason, { message: 'reason' })

/**
 * Every kind of act: its subject, what may be done by whom, and its body. A body's shape never changes
 * once it has been used; a new shape is a new `version` and old acts stay as they were written.
 */
export const ACT_KINDS = {
  'child.open': {
    zh: '建档',
    en: 'Opened the file',
    subject: 'child',
    access: 'child.open',
    version: 2, // 1: without relatives
    body: z.object({ day, area: AreaCode, facts: entriesSchema(CHILD_FACTS), family, relatives }),
  },
  'fact.record': {
    zh: '记录情况',
    en: 'Recorded facts',
    subject: 'child',
    access: 'child.record',
    version: 1,
    body: recorded(entriesSchema(CHILD_FACTS)),
  },
  'relative.record': {
    zh: '记录家庭成员情况',
    en: 'Recorded facts of a relative',
    subject: 'person',
    access: 'child.record',
    version: 1,
    body: recorded(entriesSchema(RELATIVE_FACTS)),
  },
  'restricted.record': {
    zh: '记录受限事项',
    en: 'Recorded what is restricted',
    subject: 'child',
    access: 'restricted.record',
    version: 1,
    body: recorded(entriesSchema(RESTRICTED_FACTS)),
  },
  'kin.record': {
    zh: '记录亲属关系',
    en: 'Recorded kinship',
    subject: 'child',
    access: 'child.record',
    version: 1,
    body: Kinship.extend({ day, ended: z.boolean().optional(), reason: Reason.optional() }),
  },
  'evidence.add': {
    zh: '上传佐证材料',
    en: 'Added evidence',
    subject: 'child',
    access: 'evidence.add',
    version: 1,
    body: z.object({
      day,
      evidence: EvidenceId,
      about: z.array(z.string().regex(/^[A-Za-z.]{1,40}$/)).max(10),
    }),
  },
  ...LIFE_ACTS,
  ...SERVICE_ACTS,
  ...DUTY_ACTS,
  ...ASSESSMENT_ACTS,
  ...AGREEMENT_ACTS,
  ...CAMPAIGN_ACTS,
  'person.erase': {
    zh: '销毁身份信息',
    en: 'Destroyed identity',
    subject: 'child',
    access: 'child.erase',
    version: 1,
    body: z.object({ day, person: z.uuid().toLowerCase(), reason: Reason }),
  },
} as const satisfies Record<
  string,
  { zh: string; en: string; subject: 'child' | 'person'; access: Right; version: number; body: z.ZodType }
>
export type ActKind = keyof typeof ACT_KINDS
export type ActBody<K extends ActKind> = z.infer<(typeof ACT_KINDS)[K]['body']>

/** Two clocks: `writtenAt` is the device's, `receivedAt` the server's. `child` is the file in which it was written. */
const envelope = <K extends ActKind>(kind: K) =>
  z.object({
    id: ActId,
    kind: z.literal(kind),
    child: ChildId,
    person: ACT_KINDS[kind].subject === 'person' ? PersonId : PersonId.optional(),
    writtenAt: z.iso.datetime({ offset: true }),
    body: ACT_KINDS[kind].body as (typeof ACT_KINDS)[K]['body'],
  })

type Envelope = { [K in ActKind]: ReturnType<typeof envelope<K>> }[ActKind]
const ENVELOPES = (Object.keys(ACT_KINDS) as ActKind[]).map((kind) => envelope(kind) as Envelope)
export const NewAct = z.discriminatedUnion('kind', ENVELOPES as [Envelope, ...Envelope[]])
export type NewAct = z.infer<typeof NewAct>
