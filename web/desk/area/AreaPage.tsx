import { Input } from 'antd'
import { useMemo, useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Empty, Loading } from '#web/ui/states.tsx'
import { AreaDetail } from './AreaDetail.tsx'
import { AreaTree } from './AreaTree.tsx'
import { useAreas } from './areas.ts'
import { foundAreas } from './found-areas.ts'

/** The areas of the county with their history; the system administrator changes them. */
export default function AreaPage() {
  const t = useMessages()
  const areas = useAreas()
  const [text, setText] = useState('')
  const [code, setCode] = useState<string>()
  const shown = useMemo(() => areas && foundAreas(areas, text), [areas, text])
  const chosen = code ? areas?.find(code) : undefined
  return (
    <PageFrame title={t.areas.title}>
      {!shown || !areas ? (
        <Loading />
      ) : (
        <div className="two-columns">
          <div className="block">
            <Input
              allowClear
              aria-label={t.areas.find}
              placeholder={t.areas.find}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            {shown.length ? (
              <AreaTree areas={shown} open={text.trim() !== ''} chosen={code} onChoose={setCode} />
            ) : (
              <Empty title={t.areas.empty} />
            )}
          </div>
          <div className="block">
            {chosen ? (
              <AreaDetail key={chosen.code} area={chosen} areas={areas} />
            ) : (
              <Empty title={t.areas.choose} />
            )}
          </div>
        </div>
      )}
    </PageFrame>
  )
}
