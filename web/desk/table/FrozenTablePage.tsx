import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { readFrozenTable } from '#domain/table/table-api.ts'
import { TABLES } from '#domain/table/tables.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { ShownTable } from './ShownTable.tsx'

const route = getRouteApi('/table/frozen/$frozen')

/** A table as it was frozen; every figure leads to the children of that day. */
export default function FrozenTablePage() {
  const { t, label } = useLanguage()
  const { frozen } = route.useParams()
  const table = useQuery(queryOf(readFrozenTable, { params: { frozen } }))
  return (
    <PageFrame
      title={table.data?.name ?? t.tables.frozen}
      lead={table.data && label(TABLES[table.data.table])}
      actions={
        <>
          <Button onClick={() => window.history.back()}>{t.common.back}</Button>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={table}>
        {({ result, madeBy, madeAt }) => (
          <>
            <p className="table-facts">
              <span>{t.tables.frozenBy(madeBy, madeAt.slice(0, 10))}</span>
            </p>
            <ShownTable table={result} search={{ frozen }} drills={() => false} />
          </>
        )}
      </Loader>
    </PageFrame>
  )
}
