/** A failure that the person at the keyboard can act on: said in Chinese first, without a stack. */
export class ExplainedError extends Error {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.name = 'ExplainedError'
    this.zh = zh
    this.en = en
  }
}
