import type { HeadFile } from './head.ts'

export type HeadFault = 'headMissing' | 'headForged' | 'headAhead' | 'headOther' | 'headBehind'
type Known = { seq: number; link: Buffer }

/**
 * Whether the head outside the database fits the chain inside. The database commits first and the head is written
 * after, so that a kill in between leaves the head one link behind; further behind, or ahead, it cannot be.
 * `at` answers the chain's link of a number.
 */
export async function headFault(
  head: HeadFile,
  last: Known | undefined,
  county: string,
  at: (seq: number) => Promise<Known | undefined>,
): Promise<HeadFault | undefined> {
  if (head === 'forged') return 'headForged'
  if (head === 'missing') return (last?.seq ?? 0) > 1 ? 'headMissing' : undefined
  if (head.county !== county) return 'headOther'
  if (!last || head.seq > last.seq) return 'headAhead'
  const same = head.seq === last.seq ? last : await at(head.seq)
  if (same?.link.toString('hex') !== head.link) return 'headOther'
  return head.seq < last.seq - 1 ? 'headBehind' : undefined
}
