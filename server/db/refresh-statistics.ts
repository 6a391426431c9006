import { type Pool, withoutReach } from './db.ts'

/** Lets the planner look at tables that have doubled since it last did. To be asked between transactions of a bulk load. */
export const refreshStatistics = async (pool: Pool): Promise<void> => {
  await withoutReach(pool).rows('select refresh_statistics()')
}
