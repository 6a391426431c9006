import { FormOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ROLES } from '#domain/access/roles.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { type Given, servicesOfChild } from '#domain/service/service-api.ts'
import { OUTCOME, SERVICES } from '#domain/service/services.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { useOpenFile } from '../child/child-file.ts'

/** Tab 走访: who was there, when, whom they saw and what they found. */
export function VisitsPanel() {
  const { t } = useLanguage()
  const { file, past } = useOpenFile()
  const navigate = useNavigate()
  const may = useMay('service.record')
  const visits = useQuery(queryOf(servicesOfChild, { params: { child: file.id } }))
  return (
    <section aria-label={t.visits.tab}>
      <div className="panel-actions no-print">
        <ReasonedButton
          type="primary"
          icon={<FormOutlined aria-hidden />}
          unless={
            past ? t.file.pastOnly : !may ? t.common.notAllowedHere : file.status === 'left' && t.file.leftNo
          }
          onClick={() => navigate({ to: '/children/$child/visit', params: { child: file.id } })}
        >
          {t.visits.record}
        </ReasonedButton>
      </div>
      <Loader of={visits}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t.visits.none} hint={t.visits.noneHint} />
          ) : (
            <ul className="history">
              {rows.map((row) => (
                <Visit key={row.id} visit={row} />
              ))}
            </ul>
          )
        }
      </Loader>
    </section>
  )
}

function Visit({ visit }: { visit: Given }) {
  const { t, label } = useLanguage()
  const { service, day, childSeen, asked, problems, closed, words, by } = visit
  const role = label(ROLES[by.role as keyof typeof ROLES]) || by.role
  const lines = [
    [t.visits.place, words?.place],
    [t.visits.position, words?.position && t.visits.positionAt(...positionIn(words.position))],
    [
      t.visits.asked,
      [asked && label(RELATION[asked as Relation]), words?.askedName].filter(Boolean).join(' '),
    ],
    [t.visits.opinion, words?.opinion],
    [t.visits.problemWords, words?.problem],
    [t.visits.note, words?.note],
    ...closed.map(({ problem, day: on, note, by: name }) => [
      t.visits.dealtWith(label(PROBLEM[problem])),
      [`${on} ${name}`, note].filter(Boolean).join(t.common.colon),
    ]),
  ].filter(([, text]) => text)
  return (
    <li>
      <div className="history-head">
        <strong>
          {day} {label(SERVICES[service])}
        </strong>
        {!childSeen && <Mark tone="orange">{t.visits.seenNo}</Mark>}
        {problems.map((key) => {
          const end = closed.find(({ problem }) => problem === key)
          return (
            <Mark key={key} tone={end ? 'green' : 'red'}>
              {[label(PROBLEM[key]), end && label(OUTCOME[end.outcome])].filter(Boolean).join(' · ')}
            </Mark>
          )
        })}
        <span className="history-who">{t.file.by(by.name, role)}</span>
      </div>
      {lines.length > 0 && (
        <dl className="visit-words">
          {lines.map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

/** Latitude and longitude, and how far they may be off in metres. */
const positionIn = (text: string): [string, string] => text.split(' ') as [string, string]
