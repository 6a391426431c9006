/** 前6后4 of an ID number. What is too short to hide its middle is hidden whole. */
export const maskId = (number: string): string =>
  number.length < 14 ? '*'.repeat(number.length) : keepEnds(number, 6, 4)

/** 138****1234; of a landline or an extension the last four. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : keepEnds(phone, 3, 4)

const keepEnds = (text: string, first: number, last: number) =>
  text.slice(0, first) + '*'.repeat(text.length - first - last) + text.slice(-last)
