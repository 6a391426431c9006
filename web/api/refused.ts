/** The server said no: its code of the closed list, and its sentence in the reader's language. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, sentence: string) {
    super(sentence)
    this.status = status
    this.code = code
  }
}

/** No answer at all: cut network, or the server is down. Nothing is known about what was sent. */
export class Unreachable extends Error {}

export const isRefused = (error: unknown, ...codes: string[]): error is Refused =>
  error instanceof Refused && (codes.length === 0 || codes.includes(error.code))
