// Zero-width marks that copying from web pages leaves behind.
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g

/** Letters, digits and common characters that all of these functions leave as they are; most cells are no more. */
const PLAIN = /^[\u4e00-\u9fffA-Za-z0-9]*$/
const LOWER = /^[\u4e00-\u9fffa-z0-9]*$/

/**
 * For comparing: wide and half width, spaces, line breaks, brackets and other marks make no difference.
 * Never for storing: NFKC would exchange rare characters of names.
 */
export const bare = (text: string): string =>
  LOWER.test(text)
    ? text
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '')

/** Wide characters made half width, all white space gone: for numbers, dates and marks such as —. */
export const compact = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(INVISIBLE, '').normalize('NFKC').replace(/\s/g, '')

/** Text to keep, as written but for white space at its ends and in runs. */
export const tidy = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()

/** 张 三 is padded to the width of three characters; the space in a name of another script stays. */
export const tidyName = (text: string): string =>
  PLAIN.test(text) ? text : tidy(text).replace(/(?<=[^\p{ASCII}]) (?=[^\p{ASCII}])/gu, '')
