import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { MonthPicker } from '#web/ui/MonthPicker.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { useToday } from '#web/ui/today.ts'
import { useAreas } from '../area/areas.ts'

type Search = { month?: string; area?: string }
type Props = {
  title: string
  /** Where the whole reach is shown; below, the area stands there. */
  lead: string
  search: Search
  onSearch(change: Search): void
  children: ReactNode
}

/** A page of figures of a month, of an area and those below it. */
export function MonthFrame({ title, lead, search, onSearch, children }: Props) {
  const t = useMessages()
  const today = useToday()
  const areas = useAreas()
  return (
    <PageFrame
      title={title}
      lead={(search.area && areas?.find(search.area)?.name) || lead}
      actions={
        <>
          {search.area && <Button onClick={() => onSearch({ area: undefined })}>{t.common.back}</Button>}
          <MonthPicker
            aria-label={t.register.month}
            value={search.month ?? today.slice(0, 7)}
            onChange={(month) => onSearch({ month })}
          />
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      {children}
    </PageFrame>
  )
}
