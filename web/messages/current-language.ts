import type { Language } from '#domain/refusals.ts'

const KEPT = 'tonghu.language'
let current: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'

/** The chosen language, also for code outside of components (the Accept-Language of every call). */
export const currentLanguage = (): Language => current

export function keepLanguage(language: Language) {
  current = language
  localStorage.setItem(KEPT, language)
}
