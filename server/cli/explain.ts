import { Refusal, sentence } from '#domain/refusals.ts'
import { ExplainedError } from '#server/explained-error.ts'

/** A refusal as the command line says it, in both languages. */
export function explain(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  const said = (language: 'zh' | 'en') => sentence(error.code, error.details, language)
  throw new ExplainedError(said('zh'), said('en'))
}
