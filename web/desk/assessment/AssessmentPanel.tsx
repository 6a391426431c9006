import { FormOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { assessmentsOfChild, type ChildAssessments } from '#domain/assessment/assessment-api.ts'
import type { Measure } from '#domain/assessment/needs.ts'
import type { ActId } from '#domain/ids.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { useOpenFile } from '../child/child-file.ts'
import { AssessmentItem } from './AssessmentItem.tsx'
import { ColourReasons } from './ColourReasons.tsx'
import { EndMeasureDialog } from './EndMeasureDialog.tsx'
import { NeedDialog } from './NeedDialog.tsx'
import { Needs } from './Needs.tsx'
import { OverrideDialog } from './OverrideDialog.tsx'

type Asking =
  | { what: 'override' }
  | { what: 'need' }
  | { what: 'end'; need: ActId; measure: Measure; since: string }

/** Tab 评估: the colour and why, what was assessed as it was asked, needs and what is done about them. */
export function AssessmentPanel() {
  const { t } = useLanguage()
  const { file, past } = useOpenFile()
  const navigate = useNavigate()
  const mayAssess = useMay('assessment.record')
  const found = useQuery(queryOf(assessmentsOfChild, { params: { child: file.id } }))
  const closed = past ? t.file.pastOnly : file.status === 'left' && t.file.leftNo
  return (
    <section aria-label={t.assessment.tab}>
      <div className="panel-actions no-print">
        <ReasonedButton
          type="primary"
          icon={<FormOutlined aria-hidden />}
          unless={closed || (!mayAssess && t.common.notAllowedHere)}
          onClick={() => navigate({ to: '/children/$child/assess', params: { child: file.id } })}
        >
          {t.assessment.assess}
        </ReasonedButton>
      </div>
      <Loader of={found}>{(told) => <Told told={told} closed={closed} />}</Loader>
    </section>
  )
}

function Told({ told, closed }: { told: ChildAssessments; closed: string | false }) {
  const { t } = useLanguage()
  const { file } = useOpenFile()
  const navigate = useNavigate()
  const mayAssess = useMay('assessment.record')
  const mayOverride = useMay('risk.override')
  const mayHelp = useMay('need.record')
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  return (
    <>
      {told.colour && (
        <section className="block" aria-labelledby="risk">
          <div className="block-head">
            <h2 id="risk">{t.assessment.colour}</h2>
            <ReasonedButton
              size="small"
              className="no-print"
              unless={closed || (!mayOverride && t.common.notAllowedHere)}
              onClick={() => setAsking({ what: 'override' })}
            >
              {t.assessment.override}
            </ReasonedButton>
          </div>
          <ColourReasons told={told} />
        </section>
      )}
      <section className="block" aria-labelledby="needs">
        <div className="block-head">
          <h2 id="needs">{t.assessment.needs}</h2>
          <ReasonedButton
            size="small"
            className="no-print"
            icon={<PlusOutlined aria-hidden />}
            unless={closed || (!mayHelp && t.common.notAllowedHere)}
            onClick={() => setAsking({ what: 'need' })}
          >
            {t.assessment.newNeed}
          </ReasonedButton>
        </div>
        <Needs
          needs={told.needs}
          onEnd={
            mayHelp && !closed
              ? (need, measure) => setAsking({ what: 'end', need: need.id, measure, since: need.day })
              : undefined
          }
        />
      </section>
      <section className="block" aria-labelledby="assessed">
        <h2 id="assessed">{t.assessment.history}</h2>
        {told.assessments.length === 0 ? (
          <Empty title={t.assessment.never} />
        ) : (
          <ul className="history">
            {told.assessments.map((one) => (
              <AssessmentItem
                key={one.id}
                one={one}
                onCorrect={
                  mayAssess && !closed
                    ? () =>
                        navigate({
                          to: '/children/$child/assess',
                          params: { child: file.id },
                          search: { corrects: one.id },
                        })
                    : undefined
                }
                asked={
                  told.versions.find(
                    ({ template, version }) => template === one.template && version === one.version,
                  )?.body
                }
              />
            ))}
          </ul>
        )}
      </section>
      {asking?.what === 'override' && (
        <OverrideDialog
          child={file.id}
          computed={told.computed ?? 'none'}
          lasting={told.override?.colour}
          days={told.overrideDays}
          onClose={close}
        />
      )}
      {asking?.what === 'need' && <NeedDialog child={file.id} onClose={close} />}
      {asking?.what === 'end' && <EndMeasureDialog child={file.id} {...asking} onClose={close} />}
    </>
  )
}
