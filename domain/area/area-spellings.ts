import { AREA_LEVELS, type Area } from './area.ts'
import { partsOf, plainSpelling, TOWNSHIP_KINDS, VILLAGE_KINDS } from './area-name.ts'

/** How sure a spelling is: the area's own name; the name without its kind; the name with another kind. */
export const SURE = { named: 0, shortened: 1, otherKind: 2 } as const
export type Sure = (typeof SURE)[keyof typeof SURE]

export type Spellings = {
  areasOf: (text: string) => readonly { area: Area; sure: Sure }[]
  longest: number
}

const ENDINGS: Record<string, string[]> = {
  村: ['村', '村委会', '村民委员会', '村村委会', '村村民委员会', '村委'],
  社区: ['社区', '社区居委会', '社区居民委员会', '社区居委'],
  嘎查: ['嘎查', '嘎查委员会', '嘎查委会', '嘎查村委会', '嘎查村民委员会'],
  居委会: ['居委会', '居民委员会'],
  镇: ['镇', '镇人民政府', '镇政府'],
  乡: ['乡', '乡人民政府', '乡政府', '民族乡'],
  街道: ['街道', '街道办事处', '街道办', '办事处'],
  苏木: ['苏木', '苏木人民政府', '苏木政府'],
}

/** Every way in which offices are known to write the given areas, with the areas meant by each. */
export function spellingsOf(areas: readonly Area[]): Spellings {
  const spellings = new Map<string, { area: Area; sure: Sure }[]>()
  for (const area of areas) {
    for (const [written, sure] of waysToWrite(area)) {
      const others = spellings.get(written)
      if (others) others.push({ area, sure })
      else spellings.set(written, [{ area, sure }])
    }
  }
  const longest = Math.max(0, ...[...spellings.keys()].map((spelling) => spelling.length))
  return { areasOf: (text) => spellings.get(text) ?? [], longest }
}

function waysToWrite(area: Area): Map<string, Sure> {
  const ways = new Map<string, Sure>()
  const add = (written: string, sure: Sure) => {
    const plain = plainSpelling(written)
    // One character would find itself in half of all addresses: 新 for 新村.
    if (plain.length > 1 && sure <= (ways.get(plain) ?? SURE.otherKind)) ways.set(plain, sure)
  }
  add(area.name, SURE.named)
  add(area.shortName, SURE.named)
  const { stem, kind } = partsOf(area.shortName, area.level)
  if (area.level < AREA_LEVELS.township) {
    for (const ending of upperEndings(area)) add(stem + ending, SURE.named)
  } else if (kind !== '') {
    add(stem, SURE.shortened)
    // 汤图满族, where the stem of the 乡 is 汤图.
    add(area.shortName.slice(0, -kind.length), SURE.shortened)
    for (const other of area.level === AREA_LEVELS.township ? TOWNSHIP_KINDS : VILLAGE_KINDS) {
      for (const ending of ENDINGS[other] ?? [])
        add(stem + ending, other === kind ? SURE.named : SURE.otherKind)
    }
  }
  return ways
}

/** 辽宁, 阿坝州, and 马尔康县 for what has become 马尔康市: above the townships a spoken name misleads nobody. */
function upperEndings({ level, name }: Area): string[] {
  if (level === AREA_LEVELS.county) return ['', '县', '市', '区']
  return name.endsWith('自治州') ? ['', '州'] : ['']
}
