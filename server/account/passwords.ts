import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#domain/refusals.ts'

/**
 * OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane; argon2id is the library's default. It
 * works in libuv's threads, so at most four at a time, and never in the server's own.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// A Chinese input method types full-width digits as easily as half-width ones.
const spelled = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(spelled(password), COST)
export const passwordFits = (hashed: string, password: string): Promise<boolean> =>
  verify(hashed, spelled(password))

/** Of those that have ten characters with letters and digits, what people choose first. */
const COMMON = [
  ...['password123', 'password1234', 'passw0rd123', 'p@ssw0rd123', 'admin123456', 'admin12345', 'root123456'],
  ...[
    'qwerty12345',
    'qwerty123456',
    '1qaz2wsx3edc',
    'qaz123456789',
    '1q2w3e4r5t',
    '1q2w3e4r5t6y',
    'q1w2e3r4t5',
  ],
  ...['a123456789', 'a1234567890', 'aa123456789', 'abc123456789', 'abc1234567', 'abcd123456', 'abcd12345678'],
  ...[
    'woaini1314',
    'woaini520520',
    'woaini5201314',
    'iloveyou1314',
    'zxcvbnm123',
    'asdfgh123456',
    'tonghu12345',
  ],
  ...['minzheng123', 'minzheng123456', 'liushou12345', 'ertong123456', 'tonghu123456', 'tonghu-demo-1'],
]

/** 等保 asks for length and kinds of characters; the list and the login catch what satisfies that and is guessed first. */
export function checkStrength(password: string, login: string): void {
  const plain = spelled(password).toLowerCase()
  const weak =
    plain.length < 10 ||
    !/\p{L}/u.test(plain) ||
    !/\p{N}/u.test(plain) ||
    new Set(plain).size < 5 ||
    plain.includes(login.toLowerCase()) ||
    COMMON.includes(plain)
  if (weak) throw new Refusal('weakPassword')
}

// Without those that are taken for one another on paper or over the telephone.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'

/** For the first sign-in, read from a screen or a slip of paper: `hkpw-7m3n-rtx4`, 59 bits. */
function initialPassword(): string {
  const all = LETTERS + DIGITS
  const group = () => Array.from({ length: 4 }, () => all[randomInt(all.length)]).join('')
  const password = [group(), group(), group()].join('-')
  return /[a-z]/.test(password) && /\d/.test(password) ? password : initialPassword()
}

export type Fresh = { password: string; hash: string }

export async function freshPassword(): Promise<Fresh> {
  const password = initialPassword()
  return { password, hash: await hashPassword(password) }
}
