import { isIPv4 } from 'node:net'

/** RFC 5280, 4.2.1.10: which hosts an authority may vouch for. */
export const NAME_CONSTRAINTS = '2.5.29.30'

const SEQUENCE = 0x30
const PERMITTED = 0xa0
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87
const WHOLE_ADDRESS = Buffer.alloc(4, 255)

/** DER: a tag, the length, the content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

const baseOf = (name: string): Buffer =>
  isIPv4(name)
    ? der(IP_ADDRESS, Buffer.from(name.split('.').map(Number)), WHOLE_ADDRESS)
    : der(DNS_NAME, Buffer.from(name, 'ascii'))

/**
 * Only these hosts and IPv4 addresses. Both kinds must be among them: of a kind that is not named everything would be
 * allowed.
 */
export function nameConstraints(names: readonly string[]): Buffer {
  if (!names.some((name) => isIPv4(name)) || names.every((name) => isIPv4(name)))
    throw new Error('an authority wants a host name and an address')
  return der(SEQUENCE, der(PERMITTED, ...names.map((name) => der(SEQUENCE, baseOf(name)))))
}
