import type { Deps } from '../deps.ts'

/** A life of the server: another one after each restore. */
export const epochOf = ({ county }: Pick<Deps, 'county'>): string => `${county.code}.${county.epoch}`
