import { FormOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { CHECKED, type Checked } from '#domain/check/checked.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { type Given, servicesOfChild } from '#domain/service/service-api.ts'
import { OUTCOME, SERVICES } from '#domain/service/services.ts'
import { queryOf } from '#web/api/queries.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { useOpenFile } from '../child/child-file.ts'
import { ReviewDialog, type ReviewKind } from './ReviewDialog.tsx'

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
  const { file, past } = useOpenFile()
  const [asking, setAsking] = useState<ReviewKind>()
  const reviews = useMay('child.review') && !past && visit.check === null
  const mends = useMay('service.record') && !past && file.status !== 'left'
  const { id, service, day, childSeen, asked, problems, closed, words, check, returned, comments, before } =
    visit
  const by = useBy()
  const lines: [string, ReactNode][] = [
    ...wordsSaid(words, asked, { t, label }),
    ...closed.map(({ problem, day: on, note, by: name }): [string, ReactNode] => [
      t.visits.dealtWith(label(PROBLEM[problem])),
      [`${on} ${name}`, note].filter(Boolean).join(t.common.colon),
    ]),
    ...Object.entries(check?.found ?? {}).map(([key, found]): [string, ReactNode] => [
      label(CHECKED[key as Checked]),
      t.checks.found[found],
    ]),
    ...comments.map(({ note, day: on, by: who }): [string, ReactNode] => [
      t.reviews.comment,
      [note, `${on} ${by(who)}`].filter(Boolean).join(' · '),
    ]),
  ]
  return (
    <li>
      <div className="history-head">
        <strong>
          {day} {label(SERVICES[service])}
        </strong>
        {returned && <Mark tone="red">{t.reviews.returned}</Mark>}
        {!childSeen && <Mark tone="orange">{t.visits.seenNo}</Mark>}
        {problems.map((key) => {
          const end = closed.find(({ problem }) => problem === key)
          return (
            <Mark key={key} tone={end ? 'green' : 'red'}>
              {[label(PROBLEM[key]), end && label(OUTCOME[end.outcome])].filter(Boolean).join(' · ')}
            </Mark>
          )
        })}
        <span className="history-who">{by(visit.by)}</span>
      </div>
      {returned && (
        <Alert
          className="visit-returned"
          type="warning"
          showIcon
          title={t.reviews.returnedFor(returned.note ?? '')}
          description={`${returned.day} ${by(returned.by)}`}
          action={
            mends && (
              <Link to="/children/$child/visit" params={{ child: file.id }} search={{ mends: id }}>
                {t.reviews.mend}
              </Link>
            )
          }
        />
      )}
      <Lines lines={lines} />
      {before.map((was) => (
        <details key={was.id} className="visit-before">
          <summary>{t.reviews.before(was.why ?? '')}</summary>
          <p className="block-hint">
            {[was.day, was.childSeen ? t.visits.seenYes : t.visits.seenNo, by(was.by)].join(' · ')}
          </p>
          <Lines lines={wordsSaid(was.words, undefined, { t, label })} />
        </details>
      ))}
      {reviews && (
        <div className="visit-review no-print">
          <Button size="small" onClick={() => setAsking('visit.comment')}>
            {t.reviews.comment}
          </Button>
          <Button size="small" onClick={() => setAsking(returned ? 'visit.accept' : 'visit.return')}>
            {returned ? t.reviews.accept : t.reviews.return}
          </Button>
        </div>
      )}
      {asking && (
        <ReviewDialog child={file.id} visit={visit} kind={asking} onClose={() => setAsking(undefined)} />
      )}
    </li>
  )
}

/** 李主任（儿童主任） */
function useBy() {
  const { t, label } = useLanguage()
  return ({ name, role }: Given['by']) => t.file.by(name, label(ROLES[role as keyof typeof ROLES]) || role)
}

type Words = { t: Messages; label(entry: Labelled | undefined): string }

const wordsSaid = (
  words: Given['words'],
  asked: Given['asked'],
  { t, label }: Words,
): [string, ReactNode][] => [
  [t.visits.place, words?.place],
  [t.visits.position, words?.position && t.visits.positionAt(...positionIn(words.position))],
  [t.visits.asked, [asked && label(RELATION[asked as Relation]), words?.askedName].filter(Boolean).join(' ')],
  [t.visits.opinion, words?.opinion],
  [t.visits.problemWords, words?.problem],
  [t.visits.note, words?.note],
]

function Lines({ lines }: { lines: readonly [string, ReactNode][] }) {
  const said = lines.filter(([, text]) => text)
  return (
    said.length > 0 && (
      <dl className="visit-words">
        {said.map(([title, text]) => (
          <div key={`${title} ${text}`}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    )
  )
}

/** Latitude and longitude, and how far they may be off in metres. */
const positionIn = (text: string): [string, string] => text.split(' ') as [string, string]
