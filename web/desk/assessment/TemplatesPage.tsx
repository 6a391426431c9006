import { FileAddOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listTemplates, type Version } from '#domain/assessment/assessment-api.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import { DIRECTION, itemsOf, SOURCES } from '#domain/assessment/template.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { DraftView } from './DraftView.tsx'
import { TemplateView } from './TemplateView.tsx'

const COUNTING_MS = 1_000

/** Templates with their versions, and drafts with what they would change. */
export default function TemplatesPage() {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const mayDraft = useMay('policy.propose')
  const templates = useQuery({
    ...queryOf(listTemplates, {}),
    refetchInterval: ({ state }) =>
      state.data?.drafts.some(({ problems, effect }) => problems.length === 0 && !effect?.done)
        ? COUNTING_MS
        : false,
  })
  const edit = (template: string, draft: string) =>
    navigate({ to: '/assessments/templates/$template/$draft', params: { template, draft } })
  const unless = !mayDraft && t.policy.onlyOfficer
  return (
    <PageFrame
      title={t.assessment.templates}
      lead={t.assessment.templatesLead}
      actions={
        <ReasonedButton
          icon={<FileAddOutlined aria-hidden />}
          unless={unless}
          onClick={() => edit(newId(), newId())}
        >
          {t.assessment.newTemplate}
        </ReasonedButton>
      }
    >
      <Loader of={templates}>
        {({ versions, drafts }) => {
          const keys = [...new Set(versions.map(({ template }) => template))]
          return (
            <>
              {drafts.length > 0 && (
                <section className="block" aria-labelledby="drafts">
                  <h2 id="drafts">{t.assessment.drafts}</h2>
                  <ul className="findings">
                    {drafts.map((draft) => (
                      <li key={draft.id}>
                        <DraftView
                          draft={draft}
                          before={versions.find((one) => one.template === draft.template && one.asked)?.body}
                          onEdit={() => edit(draft.template, draft.id)}
                        />
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              {keys.map((key) => (
                <Versions
                  key={key}
                  of={versions.filter(({ template }) => template === key)}
                  unless={unless}
                  onDraft={() => edit(key, newId())}
                />
              ))}
            </>
          )
        }}
      </Loader>
    </PageFrame>
  )
}

type Props = { of: readonly Version[]; unless: string | false; onDraft(): void }

function Versions({ of, unless, onDraft }: Props) {
  const { t, label } = useLanguage()
  const asked = of.find((one) => one.asked) ?? of[0]!
  const { body } = asked
  return (
    <section className="block" aria-labelledby={asked.template}>
      <div className="block-head">
        <h2 id={asked.template}>
          {label(named(body))}{' '}
          <Mark tone={body.source.standing === 'projectDefault' ? 'orange' : 'grey'}>
            {label(SOURCES[body.source.standing])}
          </Mark>{' '}
          <Mark tone={body.inUse ? 'green' : 'grey'}>{t.assessment.inUse[body.inUse ? 'yes' : 'no']}</Mark>
        </h2>
        <ReasonedButton
          size="small"
          className="no-print"
          aria-label={`${t.assessment.draft} ${label(named(body))}`}
          unless={unless}
          onClick={onDraft}
        >
          {t.assessment.draft}
        </ReasonedButton>
      </div>
      <p>
        {[
          t.assessment.itemCount(itemsOf(body).length),
          label(DIRECTION[body.direction]),
          body.cadenceDays === null ? t.assessment.noCadence : t.assessment.cadence(body.cadenceDays),
        ].join(' · ')}
      </p>
      <p className="finding-clauses">{body.source.document}</p>
      {of.toReversed().map((version) => (
        <details key={version.version}>
          <summary>
            {t.assessment.versionFrom(version.version, version.from)}
            {version.asked && ` · ${t.assessment.askedNow}`}
            {version.publishedBy && ` · ${t.assessment.publishedBy(version.publishedBy)}`}
          </summary>
          <TemplateView template={version.body} />
        </details>
      ))}
    </section>
  )
}
