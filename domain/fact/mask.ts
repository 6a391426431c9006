import type { FactDef, FactValue } from './fact.ts'

/**
 * Project default (no binding text found, policy §11): phone 138****1234, address to the village, of an ID number its
 * first six. The usual first six and last four would hide the birth date alone, which stands beside it in clear.
 */
export const maskId = (id: string): string =>
  id.length < 11 ? '*'.repeat(id.length) : `${id.slice(0, 6)}${'*'.repeat(id.length - 6)}`

export const maskPhone = (phone: string): string =>
  phone.length < 7 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** Up to the village: what follows 村 or 社区 names a house. Without either only the head of the address is left. */
export function maskAddress(address: string): string {
  const village = /^.*?(?:镇|乡|街道).*?(?:社区|村)|^.*(?:社区|村)/.exec(address)?.[0]
  return `${village ?? [...address].slice(0, 6).join('')}***`
}

/** An identity value as everybody in reach may see it. */
export function mask(def: FactDef, value: FactValue): FactValue {
  if (def.privacy !== 'identity') return value
  if (def.type.kind === 'phones') return (value as string[]).map(maskPhone)
  if (def.type.kind === 'residentId') return maskId(value as string)
  return def.type.kind === 'address' ? maskAddress(value as string) : '***'
}
