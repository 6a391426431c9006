import { AREA_LEVELS, type Area, type AreaLevel, contains } from './area.ts'
import { plainSpelling } from './area-name.ts'
import { spellingsOf } from './area-spellings.ts'
import { isGuess, type Reading, readAddress, unread } from './read-address.ts'
import { groupNumber } from './village-group.ts'

/** A place as an office wrote it: in columns of its own, or as one address. */
export type WrittenPlace = { township?: string; village?: string; text?: string }

/** Without an area, the candidates are what may be meant, for a person to choose from; none if nothing fits. */
export type AreaMatch = { area: Area | undefined; group: number | undefined; candidates: Area[] }

/** One place. For many rows of the same county, make one `areaFinder`. */
export const findArea = (areas: readonly Area[], written: WrittenPlace): AreaMatch =>
  areaFinder(areas)(written)

/**
 * Finds areas among the given ones: a county's townships and villages, and for whole addresses also the
 * county itself and what lies above it. What can be read in two ways is answered with both and without an
 * area.
 */
export function areaFinder(areas: readonly Area[]): (written: WrittenPlace) => AreaMatch {
  const spellings = spellingsOf(areas)
  const read = (written?: string) => (written ? readAddress(spellings, written) : [])

  return ({ township, village, text }) => {
    const inColumns = matchColumns(preferring(AREA_LEVELS.township, read(township)), {
      townshipIsWritten: Boolean(township?.trim()),
      villages: village?.trim() ? preferring(AREA_LEVELS.village, read(village)) : undefined,
    })
    if (!text?.trim()) return inColumns ?? NOTHING
    const inText = settle(read(text))
    if (!inColumns) return inText
    return joined(inColumns, { ...inText, group: inText.group ?? groupNumber(plainSpelling(text)) })
  }
}

const NOTHING: AreaMatch = { area: undefined, group: undefined, candidates: [] }

type Columns = { townshipIsWritten: boolean; villages: Reading[] | undefined }

function matchColumns(townships: Reading[], { townshipIsWritten, villages }: Columns): AreaMatch | undefined {
  if (!townshipIsWritten) return villages && settle(villages)
  const township = settle(townships)
  if (!villages) return township
  const within = township.area ? [township.area] : township.candidates
  const inside = villages.filter(({ area }) => within.some((above) => contains(above.code, area.code)))
  const village = settle(inside.length > 0 ? inside : villages)
  if (township.area && inside.length > 0) return village
  // The township is not certain, or has no such village: the village elsewhere is no more than a candidate.
  return { ...NOTHING, candidates: village.area ? [village.area] : village.candidates }
}

/** In a column of townships 汤图 is the township, though one of its villages is called the same. */
function preferring(level: AreaLevel, readings: Reading[]): Reading[] {
  const whole = readings.filter((reading) => reading.area.level === level && unread(reading) === 0)
  return whole.length > 0 ? whole : readings.filter(({ area }) => area.level >= AREA_LEVELS.township)
}

/** The readings that leave least unread, and of those the surest; certain if they all mean one area. */
function settle(readings: Reading[]): AreaMatch {
  const certain = readings.filter((reading) => !isGuess(reading))
  const best = bestOf(certain.length > 0 ? certain : readings)
  const candidates = [...new Set(best.map(({ area }) => area))]
  if (certain.length === 0 || candidates.length !== 1) return { ...NOTHING, candidates }
  return { area: candidates[0], group: best[0]?.group, candidates: [] }
}

function bestOf(readings: Reading[]): Reading[] {
  const rank = (reading: Reading) => unread(reading) * 10 + reading.sure
  const least = Math.min(...readings.map(rank))
  return readings.filter((reading) => rank(reading) === least)
}

/** The address may say more than the columns, or decide between their candidates; it may not contradict. */
function joined(columns: AreaMatch, text: AreaMatch): AreaMatch {
  const group = text.group ?? columns.group
  if (!columns.area) {
    const isOneOfThem = text.area && columns.candidates.includes(text.area)
    return isOneOfThem ? { ...text, group } : columns
  }
  if (!text.area || contains(text.area.code, columns.area.code)) return { ...columns, group }
  if (contains(columns.area.code, text.area.code)) return { ...text, group }
  return { ...NOTHING, candidates: [columns.area, text.area] }
}
