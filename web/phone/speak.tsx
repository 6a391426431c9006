import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Language } from '#domain/refusals.ts'
import { currentLanguage, keepLanguage } from '#web/messages/current-language.ts'
import { phoneEn } from '#web/messages/phone-en.ts'
import { type PhoneMessages, phoneZh } from '#web/messages/phone-zh-CN.ts'

type Spoken = {
  t: PhoneMessages
  label(entry: { zh: string; en: string } | undefined): string
  turn(): void
}

const Speech = createContext<Spoken | null>(null)

export function Speaking({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(currentLanguage)
  const spoken = useMemo<Spoken>(
    () => ({
      t: language === 'zh' ? phoneZh : phoneEn,
      label: (entry) => entry?.[language] ?? '',
      turn() {
        const next = language === 'zh' ? 'en' : 'zh'
        keepLanguage(next)
        document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
        setLanguage(next)
      },
    }),
    [language],
  )
  return <Speech value={spoken}>{children}</Speech>
}

export function useSpeech(): Spoken {
  const spoken = useContext(Speech)
  if (!spoken) throw new Error('Speaking is missing')
  return spoken
}
