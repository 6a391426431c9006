import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { auditState } from '#domain/audit/audit-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
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
          description={<ChainDetails {...chain} />}
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

const SHOWN = 10

function ChainDetails({ rows, links, problems }: ResultOf<typeof auditState>) {
  const t = useMessages()
  return (
    <>
      <p>{t.audit.counts(rows, links)}</p>
      <ul>
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
        {problems.length > SHOWN && <li>{t.audit.moreProblems(problems.length - SHOWN)}</li>}
      </ul>
    </>
  )
}
