import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { auditState } from '#domain/audit/audit-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'

/** Verifies the chain when asked: it reads the whole log. */
export function ChainState() {
  const t = useMessages()
  const state = useQuery({ ...queryOf(auditState, {}), enabled: false })
  const chain = state.data
  return (
    <div className="chain-state">
      {chain && (
        <Alert
          type={chain.whole ? 'success' : 'error'}
          showIcon
          title={chain.whole ? t.audit.whole : t.audit.brokenChain}
          description={[t.audit.counts(chain.rows, chain.links), ...chain.problems].join(' ')}
        />
      )}
      {state.error && <Alert type="error" showIcon title={failureText(state.error, t)} />}
      <Button
        icon={<SafetyCertificateOutlined aria-hidden />}
        loading={state.isFetching}
        onClick={() => state.refetch()}
      >
        {t.work.chainAsk}
      </Button>
    </div>
  )
}
