import { FormOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert } from 'antd'
import { agreementsOfChild } from '#domain/agreement/agreement-api.ts'
import { TRIGGER } from '#domain/agreement/agreement-renewal.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { useOpenFile } from '../child/child-file.ts'
import { AgreementCard } from './AgreementCard.tsx'

/** Tab 委托照护: what stands, what stood before, who has signed, and what has to be done next and why. */
export function AgreementsPanel() {
  const { t, label } = useLanguage()
  const { file, past } = useOpenFile()
  const navigate = useNavigate()
  const today = useToday()
  const may = useMay('agreement.record')
  const agreements = useQuery(queryOf(agreementsOfChild, { params: { child: file.id } }))
  const unless = past
    ? t.file.pastOnly
    : !may
      ? t.common.notAllowedHere
      : file.status === 'left'
        ? t.file.leftNo
        : undefined
  return (
    <section aria-label={t.agreements.tab}>
      <div className="panel-actions no-print">
        <ReasonedButton
          type="primary"
          icon={<FormOutlined aria-hidden />}
          unless={unless}
          onClick={() => navigate({ to: '/children/$child/agreement', params: { child: file.id } })}
        >
          {t.agreements.draft}
        </ReasonedButton>
      </div>
      <Loader of={agreements}>
        {({ needed, renewal, rules, rows }) => (
          <>
            <p className="block-hint">
              {needed.length > 0
                ? t.agreements.needed(needed.map((key) => label(CIRCUMSTANCE[key])).join(t.common.list))
                : t.agreements.notNeeded}
            </p>
            {renewal && (
              <Alert
                type={renewal.due < today ? 'error' : renewal.opens <= today ? 'warning' : 'info'}
                showIcon
                title={t.agreements.todo(
                  renewal.triggers.map((one) => label(TRIGGER[one])).join(t.common.list),
                  renewal.due,
                )}
              />
            )}
            {rows.length === 0 ? (
              <Empty title={t.agreements.noneYet} />
            ) : (
              <ul className="agreement-list">
                {rows.map((row) => (
                  <AgreementCard
                    key={row.id}
                    child={file.id}
                    agreement={row}
                    byPhone={rules.byPhone}
                    unless={unless}
                  />
                ))}
              </ul>
            )}
          </>
        )}
      </Loader>
    </section>
  )
}
