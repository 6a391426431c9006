import type { z } from 'zod'
import { en, zhCN } from 'zod/locales'
import { type Language, Refusal } from '#domain/refusals.ts'

/** What is wrong is said in the reader's language; zod has its own sentences for it. */
const WORDS = { zh: zhCN().localeError, en: en().localeError }

export function parsed(schema: z.ZodType | undefined, value: unknown, language: Language): unknown {
  if (!schema) return undefined
  const outcome = schema.safeParse(value ?? {}, { error: WORDS[language] })
  if (outcome.success) return outcome.data
  const problem = outcome.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || '-'}: ${issue.message}`)
    .join('; ')
  throw new Refusal('invalidInput', { problem })
}
