import { Unreachable } from '#web/api/refused.ts'
import type { Messages } from '#web/messages/zh-CN.ts'

/** One sentence for a toast or a line in a dialog. */
export const failureText = (error: unknown, t: Messages): string =>
  error instanceof Unreachable
    ? `${t.state.unreachableTitle}。${t.state.unreachable}`
    : error instanceof Error && error.message
      ? error.message
      : t.state.broken
