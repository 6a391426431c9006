const ONES = '零一二三四五六七八九'

/** 3组, 第三村民小组, 十二社, 5队: whatever a place calls the smallest unit of a village. */
const GROUP =
  /^第?(\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?:村民)?(?:小组|组|社|生产队|队)$/

/** The number of a 村民小组 as it is written behind a village, 1 to 99, or undefined where there is none. */
export function groupNumber(written: string): number | undefined {
  const digits = GROUP.exec(written)?.[1]
  const number = digits === undefined ? 0 : /^\d/.test(digits) ? Number(digits) : chineseNumber(digits)
  return number >= 1 && number <= 99 ? number : undefined
}

function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text]
  return digitOf(tens || '一') * 10 + digitOf(ones || '零')
}

const digitOf = (character: string) => (character === '两' ? 2 : ONES.indexOf(character))

/** The 14-digit code of a group: its village and two digits. */
export const groupCode = (village: string, number: number) => village + String(number).padStart(2, '0')
