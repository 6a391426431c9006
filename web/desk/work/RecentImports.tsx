import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listImports } from '#domain/import/import-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'
import { importColumns } from '../import/import-columns.tsx'

const SHOWN = 5

export default function RecentImports() {
  const t = useMessages()
  const navigate = useNavigate()
  const imports = useQuery(queryOf(listImports, {}))
  return (
    <section aria-labelledby="recent-imports">
      <h2 className="section-title" id="recent-imports">
        {t.work.imports}
      </h2>
      <ListBody
        list={{ ...imports, data: imports.data?.imports.slice(0, SHOWN) }}
        columns={importColumns(t)}
        rowKey={(row) => row.importId}
        onOpen={(row) => navigate({ to: '/import/$import', params: { import: row.importId } })}
        empty={t.imports.none}
      />
    </section>
  )
}
