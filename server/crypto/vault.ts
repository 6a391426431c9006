import { hkdfSync } from 'node:crypto'
import { AES, freshBytes, SUITES, type Suite } from './suites.ts'

export type Sealed = Buffer

/** Seals identity values with a key per person, wrapped by the county's key. The master key never enters the database. */
export type Vault = ReturnType<typeof createVault>

export function createVault(master: Buffer, suite: Suite = AES) {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, 'tonghu', purpose, 32))
  const wrapKey = derive('wrap')
  const countyKey = derive('county')
  const blindKey = derive('blind')
  const auditKey = derive('audit')
  const digestKey = derive('digest')
  const byId = new Map([suite, ...SUITES].map((s) => [s.id, s]))

  const seal = (key: Buffer, plain: string | Buffer): Sealed =>
    Buffer.concat([
      Buffer.from([suite.id]),
      suite.encrypt(key, typeof plain === 'string' ? Buffer.from(plain) : plain),
    ])

  const open = (key: Buffer, sealed: Sealed): Buffer => {
    const used = byId.get(sealed[0]!)
    if (!used) throw new Error('sealed with an unknown cipher suite')
    return used.decrypt(key, sealed.subarray(1))
  }

  return {
    seal,
    open,
    newKey() {
      const key = Buffer.from(freshBytes(32))
      return { key, wrapped: Buffer.concat([Buffer.from([AES.id]), AES.encrypt(wrapKey, key)]) }
    },
    unwrap: (wrapped: Buffer) => AES.decrypt(wrapKey, wrapped.subarray(1)),
    /** For secrets that belong to nobody's file: second factors, settings. */
    sealForCounty: (plain: string | Buffer) => seal(countyKey, plain),
    openForCounty: (sealed: Sealed) => open(countyKey, sealed),
    /** Finds a value without knowing it: whole ID, tail of an ID, phone. 16 bytes of a keyed digest. */
    blind: (kind: string, value: string) => suite.mac(blindKey, `${kind}\u0000${value}`).subarray(0, 16),
    auditMac: (data: string | Buffer) => suite.mac(auditKey, data),
    digest: (data: string) => suite.mac(digestKey, data).subarray(0, 16),
  }
}
