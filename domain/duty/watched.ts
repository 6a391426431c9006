import type { StoredAct } from '../act/stored-act.ts'
import type { Held } from '../agreement/agreement-need.ts'
import type { TemplateVersion } from '../assessment/template-book.ts'
import type { AskedBy } from '../campaign/campaigns.ts'
import type { ChildNow } from '../child/child-now.ts'

/** What is known of a child on a day, as far as duties and its colour follow from it. */
export type Watched = {
  now: ChildNow
  /** The child's own acts. */
  acts: readonly StoredAct[]
  /** Circumstances of the day as bits, without their ages (child_state). */
  circumstances: number
  /** Acts about its relatives, and what held before: agreements follow from both. */
  relatives?: readonly StoredAct[]
  held?: readonly Held[]
  /** Campaigns that ask about it; left out: none. */
  campaigns?: readonly AskedBy[]
  /** Published versions of assessments. */
  templates: readonly TemplateVersion[]
}
