import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { TOWNSHIP, useAreas, VILLAGE } from './areas.ts'

type Props = { value: string | undefined; onChange(area: string | undefined): void }

/** Narrows a list to a township or village; nothing for those who have one village alone. */
export function AreaFilter({ value, onChange }: Props) {
  const t = useMessages()
  const areas = useAreas()
  if (!areas || areas.all.filter(({ level }) => level === VILLAGE).length <= 1) return null
  return (
    <AreaSelect
      allowClear
      aria-label={t.tables.area}
      placeholder={t.tables.area}
      areas={areas.all}
      levels={[TOWNSHIP, VILLAGE]}
      value={value}
      onChange={onChange}
    />
  )
}
