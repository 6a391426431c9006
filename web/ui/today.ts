import { chinaDay, type PlainDate } from '#domain/dates.ts'

/** The register's day is China's, wherever the browser stands. */
export const useToday = (): PlainDate => chinaDay(new Date())

const time = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})
/** 2026-03-05 14:20, China's clock. */
export const clock = (instant: string): string => time.format(new Date(instant))
