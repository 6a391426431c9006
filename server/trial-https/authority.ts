import './reflect.ts'
import { randomBytes, webcrypto } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIPv4 } from 'node:net'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import type { Tls } from '../http/create-app.ts'
import { NAME_CONSTRAINTS, nameConstraints } from './name-constraints.ts'

const FOLDER = 'trial-https'
const DAY = 86_400_000
/** A trial is over by then; whoever goes on has a real certificate. */
const AUTHORITY_DAYS = 366
const LEAF_DAYS = 30
const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const SIGN = { name: 'ECDSA', hash: 'SHA-256' } as const

/** A local authority, for trials only: it can vouch for the names of this machine and for nothing else. */
export type Authority = { cert: x509.X509Certificate; key: webcrypto.CryptoKey; names: readonly string[] }

export type TrialHttps = {
  tls: Tls
  /** The authority's certificate (DER): what phones and computers are to trust. */
  authority: Buffer
  /** SHA-256 of it, as every system shows it. */
  fingerprint: string
  /** The server has to be started again before this instant. */
  until: Date
  /** Made just now: whoever trusted an earlier one has to trust this one. */
  made: boolean
}

const serial = () => `00${randomBytes(15).toString('hex')}`
const newKeys = () => webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])
const pkcs8Pem = async (key: webcrypto.CryptoKey) =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')

/** Signed by nobody but itself; its constraint stands in the certificate that is trusted, and is critical. */
export async function makeAuthority(names: readonly string[], now: Date): Promise<Authority> {
  const keys = await newKeys()
  const cert = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial(),
      name: `CN=Tonghu trial ${randomBytes(3).toString('hex')}, OU=For trial only`,
      notBefore: new Date(now.getTime() - DAY),
      notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY),
      signingAlgorithm: SIGN,
      keys: keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints(names)),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  )
  return { cert, key: keys.privateKey, names }
}

/** A certificate of a server, for some weeks. */
export async function issue({ cert, key }: Authority, names: readonly string[], now: Date): Promise<Tls> {
  const keys = await newKeys()
  const leaf = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serial(),
      subject: `CN=${names[0]}`,
      issuer: cert.subject,
      notBefore: new Date(now.getTime() - DAY),
      notAfter: new Date(now.getTime() + LEAF_DAYS * DAY),
      signingAlgorithm: SIGN,
      publicKey: keys.publicKey,
      signingKey: key,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIPv4(value) ? 'ip' : 'dns', value })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(cert),
      ],
    },
    webcrypto,
  )
  return {
    cert: Buffer.from(`${leaf.toString('pem')}\n${cert.toString('pem')}\n`),
    key: Buffer.from(await pkcs8Pem(keys.privateKey)),
  }
}

/** Kept in the data folder, readable by nobody else; another one when this machine has other names, or it ends soon. */
async function keptAuthority(
  folder: string,
  names: readonly string[],
  now: Date,
): Promise<Authority | undefined> {
  try {
    const kept = JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8')) as string[]
    const cert = new x509.X509Certificate(readFileSync(join(folder, 'authority.pem'), 'utf8'))
    if (!names.every((name) => kept.includes(name))) return undefined
    if (cert.notAfter.getTime() < now.getTime() + LEAF_DAYS * DAY) return undefined
    const pem = readFileSync(join(folder, 'authority-key.pem'), 'utf8')
    const key = await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), KEYS, false, [
      'sign',
    ])
    return { cert, key, names: kept }
  } catch {
    // Not there, or not whole: a new one is made.
    return undefined
  }
}

async function keep(folder: string, { cert, key, names }: Authority): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, content: string) => {
    // Whole or not at all, and never readable for a moment.
    writeFileSync(join(folder, `${name}.new`), content, { mode: 0o600, flush: true })
    renameSync(join(folder, `${name}.new`), join(folder, name))
  }
  write('authority-key.pem', await pkcs8Pem(key))
  write('authority.pem', cert.toString('pem'))
  write('names.json', JSON.stringify(names))
}

/** Certificate and key for this start, from the authority of the data folder. */
export async function trialHttps(dataDir: string, names: readonly string[], now: Date): Promise<TrialHttps> {
  const folder = join(dataDir, FOLDER)
  const kept = await keptAuthority(folder, names, now)
  const authority = kept ?? (await makeAuthority(names, now))
  if (!kept) await keep(folder, authority)
  const der = Buffer.from(authority.cert.rawData)
  const digest = Buffer.from(await webcrypto.subtle.digest('SHA-256', der))
    .toString('hex')
    .toUpperCase()
  return {
    tls: await issue(authority, names, now),
    authority: der,
    fingerprint: digest.match(/../g)!.join(':'),
    until: new Date(now.getTime() + LEAF_DAYS * DAY),
    made: !kept,
  }
}
