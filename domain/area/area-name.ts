import { AREA_LEVELS, type AreaLevel } from './area.ts'

/** Remarks of the statistics bureau: 宋家村委会（长春工业经济开发区）（省级）. */
const REMARK = /(（[^（）]*）|\([^()]*\))+$/

/** 村民委员会 and what typists made of it: 村民委会, 村委员会, 村民村委员会, 村民委员会会. */
const VILLAGE_COMMITTEE = /(村民村委员会|村民委员会+|村民委员|村民委会+|村委员会|村委会+|村委)$/
const COMMUNITY_COMMITTEE = /^(.+社区)(居民|居|管理|委)[居民管理委员会]*$/
/** 嘎查委员会, 村牧民委员会 of the herding lands, and every village whose committee repeats the word. */
const NAMED_COMMITTEE = /^(.+(?:嘎查|村))(?:村民?|人民|牧民?)?委员?会$/
const RESIDENTS_COMMITTEE = /^(.+)(居民委员会|居委会)$/

/**
 * The name as people say it: 连刀村民委员会 → 连刀村, 幸福社区居民委员会 → 幸福社区. Nothing is invented: a
 * 居委会 that does not call itself 社区 stays a 居委会.
 */
export function shortNameOf(name: string, level: AreaLevel): string {
  const bare = name.replace(REMARK, '') || name
  if (level === AREA_LEVELS.township) return bare.replace(/(街道)办事处$/, '$1')
  if (level !== AREA_LEVELS.village) return bare
  const gathered = COMMUNITY_COMMITTEE.exec(bare) ?? NAMED_COMMITTEE.exec(bare)
  if (gathered?.[1]) return gathered[1]
  if (VILLAGE_COMMITTEE.test(bare)) return asVillage(bare.replace(VILLAGE_COMMITTEE, ''), bare)
  const residents = RESIDENTS_COMMITTEE.exec(bare)
  return residents?.[1] ? `${residents[1]}居委会` : bare
}

function asVillage(place: string, bare: string): string {
  if (!place) return bare
  return /(村|嘎查|社区)$/.test(place) ? place : `${place}村`
}

const PEOPLES =
  '(蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克族?|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族|民族)'
const PEOPLE_AT_END = new RegExp(`${PEOPLES}+$`)
const UPPER_KIND = /(特别行政区|自治区|自治州|自治县|自治旗|省|市|县|区|旗|盟|地区)$/

export const VILLAGE_KINDS = ['村', '社区', '嘎查', '居委会'] as const
export const TOWNSHIP_KINDS = ['镇', '乡', '街道', '苏木'] as const

/** What kind of place the short name says it is, and the name in front of it: 石文镇 → 石文 + 镇. */
export function partsOf(shortName: string, level: AreaLevel): { stem: string; kind: string } {
  if (level < AREA_LEVELS.township) return withoutPeople(shortName.replace(UPPER_KIND, ''), '')
  const kinds = level === AREA_LEVELS.township ? TOWNSHIP_KINDS : VILLAGE_KINDS
  const kind = kinds.find((ending) => shortName.endsWith(ending)) ?? ''
  const stem = shortName.slice(0, shortName.length - kind.length)
  return level === AREA_LEVELS.township ? withoutPeople(stem, kind) : { stem, kind }
}

/** 汤图满族乡 is 汤图乡 to everybody who lives there; 内蒙古 is not 内. */
function withoutPeople(stem: string, kind: string) {
  const place = stem.replace(PEOPLE_AT_END, '')
  return { stem: place.length > 1 ? place : stem, kind }
}

/** How two spellings of a name are compared: wide letters, spaces and dashes do not count. */
export const plainSpelling = (text: string) => text.normalize('NFKC').replace(/[\s,、;:/\\|_\-—–·.。()]/g, '')
