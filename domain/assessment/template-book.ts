import type { PlainDate } from '../dates.ts'
import type { Template } from './template.ts'

/** A version that was published. It never changes; `from` is the day from which it is asked. */
export type TemplateVersion = {
  template: string
  version: number
  from: PlainDate
  body: Template
  /** When the register came to know it (ISO); shipped ones have been known always. */
  knownAt?: string
}

export const versionOf = (
  versions: readonly TemplateVersion[],
  template: string,
  version: number,
): TemplateVersion | undefined => versions.find((one) => one.template === template && one.version === version)

/** Of each template the version that is asked on a day, whether it is in use or not. */
export function versionsOn(versions: readonly TemplateVersion[], day: PlainDate): TemplateVersion[] {
  const held = new Map<string, TemplateVersion>()
  for (const one of versions) {
    const before = held.get(one.template)
    const later =
      !before || one.from > before.from || (one.from === before.from && one.version > before.version)
    if (one.from <= day && later) held.set(one.template, one)
  }
  return [...held.values()]
}

export const inUseOn = (versions: readonly TemplateVersion[], day: PlainDate): TemplateVersion[] =>
  versionsOn(versions, day).filter(({ body }) => body.inUse)
