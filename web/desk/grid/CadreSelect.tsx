import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { listCadres } from '#domain/grid/grid-api.ts'
import type { CadreId } from '#domain/ids.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

type Props = {
  id?: string
  value: CadreId | undefined
  not?: string
  onChange(cadre: CadreId): void
}

/** Somebody of the list of cadres, by name, post or office. */
export function CadreSelect({ not, ...rest }: Props) {
  const t = useMessages()
  const { data } = useQuery(queryOf(listCadres, {}))
  return (
    <Select<CadreId>
      {...rest}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={t.grid.noCadres}
      options={(data?.cadres ?? [])
        .filter(({ id }) => id !== not)
        .map(({ id, name, office, post }) => ({ value: id, label: `${name} · ${office} ${post}` }))}
    />
  )
}
