import { decoded, SIGN, tagAt } from './markup.ts'

/**
 * The table of strings: the text of each entry, of formatted ones all pieces together. What only tells how to
 * pronounce a word (rPh) is none of it.
 */
export function sharedStrings(bytes: Buffer): string[] {
  const strings: string[] = []
  let text = ''
  let isSpoken = false
  for (let at = bytes.indexOf(SIGN.less); at >= 0; ) {
    const tag = tagAt(bytes, at)
    if (!tag) break
    const { name, to, closed } = tag
    const next = bytes.indexOf(SIGN.less, to)
    if (name === 't' && !closed && !isSpoken)
      text += decoded(bytes.toString('utf8', to + 1, next < 0 ? to + 1 : next))
    else if (name === 'rPh') isSpoken = !closed
    else if (name === '/rPh') isSpoken = false
    else if (name === '/si' || (name === 'si' && closed)) {
      strings.push(text)
      text = ''
    }
    at = next
  }
  return strings
}
