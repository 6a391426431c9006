import type { signZh } from '#web/messages/zh-CN-sign.ts'

/** What every step of the page is handed. */
export type Step = {
  t: typeof signZh
  token: string
  tell(error: unknown): void
  forget(): void
}
