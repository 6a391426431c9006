import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '#domain/refusals.ts'
import { currentLanguage, keepLanguage } from './current-language.ts'
import { en } from './en.ts'
import { type Messages, zhCN } from './zh-CN.ts'

export type Labelled = { zh: string; en: string }
type Spoken = {
  language: Language
  t: Messages
  /** Label of a domain entry: a fact, a code, a role. */
  label(entry: Labelled | undefined): string
  choose(language: Language): void
}

const LanguageContext = createContext<Spoken | null>(null)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(currentLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      t: language === 'zh' ? zhCN : en,
      label: (entry) => entry?.[language] ?? '',
      choose(next) {
        keepLanguage(next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return <LanguageContext value={spoken}>{children}</LanguageContext>
}

export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext)
  if (!spoken) throw new Error('LanguageProvider is missing')
  return spoken
}

export const useMessages = (): Messages => useLanguage().t
