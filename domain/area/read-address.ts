import { AREA_LEVELS, type Area, contains } from './area.ts'
import { plainSpelling } from './area-name.ts'
import { type Spellings, SURE, type Sure } from './area-spellings.ts'
import { groupNumber } from './village-group.ts'

/** One way to read a written place: the last area named, how sure, and what stands behind it. */
export type Reading = { area: Area; sure: Sure; rest: string; group: number | undefined }

/**
 * Every way to read a written place downwards, 辽宁省抚顺市抚顺县石文镇连刀村3组: each area lies in the one
 * before it, and levels may be left out. The text must begin with an area that we know, so that the 石文镇 of
 * another county is not taken for ours.
 */
export function readAddress(spellings: Spellings, written: string): Reading[] {
  function readFrom(text: string, above: Area | undefined, soFar: Sure): Reading[] {
    const readings: Reading[] = []
    for (let end = Math.min(text.length, spellings.longest); end > 1; end--) {
      const rest = text.slice(end)
      for (const { area, sure } of spellings.areasOf(text.slice(0, end))) {
        if (above && (area.code === above.code || !contains(above.code, area.code))) continue
        const least = Math.max(soFar, sure) as Sure
        const group = area.level === AREA_LEVELS.village ? groupNumber(rest) : undefined
        readings.push({ area, sure: least, rest, group }, ...readFrom(rest, area, least))
      }
    }
    return readings
  }
  return readFrom(plainSpelling(written), undefined, SURE.named).filter(mayBeMeant)
}

/** A group number counts as read. */
export const unread = ({ rest, group }: Reading) => (group === undefined ? rest.length : 0)

/**
 * A shortened name must be all that is written, or 李家 would be read out of 李家沟小学; so must a county, or
 * every place of the neighbouring county would be ours.
 */
const mayBeMeant = (reading: Reading) =>
  unread(reading) === 0 || (reading.sure !== SURE.shortened && reading.area.level >= AREA_LEVELS.township)

/** The name has another kind than ours (连刀社区), or one more village follows that we do not know. */
export const isGuess = (reading: Reading) =>
  reading.sure === SURE.otherKind || (unread(reading) > 0 && /村|社区|嘎查|居委/.test(reading.rest))
