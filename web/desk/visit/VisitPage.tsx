import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox } from 'antd'
import { type SyntheticEvent, useMemo, useState } from 'react'
import { type ChildFile, type ChildRow, openChildFile } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { household } from '#domain/service/service-api.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { problemsOf } from '#web/ui/fact-draft.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { childName } from '../child/child-columns.tsx'
import { useRecordActs } from '../child/record-acts.ts'
import { useUnsaved } from '../child/unsaved.ts'
import { ChildPart } from './ChildPart.tsx'
import { FamilyPart } from './FamilyPart.tsx'
import { NOTHING_SAID, type Part, type Shared, visitActs } from './visit-acts.ts'

const route = getRouteApi('/children/$child/visit')

/** 走访: the whole family at once, and of each child what concerns it alone. */
export default function VisitPage() {
  const t = useMessages()
  const { child } = route.useParams()
  const together = useQuery(queryOf(household, { params: { child } }))
  return together.data ? (
    <VisitForm key={child} first={child} family={together.data.rows} />
  ) : (
    <PageFrame title={t.visits.record}>
      <Loader of={together}>{() => null}</Loader>
    </PageFrame>
  )
}

function VisitForm({ first, family }: { first: string; family: readonly ChildRow[] }) {
  const t = useMessages()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useToday()
  const record = useRecordActs()
  const occasion = useMemo(newId, [])
  const [shared, setShared] = useState<Shared>({
    day: today,
    service: 'homeVisit',
    place: '',
    asked: undefined,
    askedName: '',
    opinion: '',
    draft: {},
  })
  // Whose row was opened comes first.
  const sorted = useMemo(
    () => [...family].sort((a, b) => Number(b.id === first) - Number(a.id === first)),
    [family, first],
  )
  const [chosen, setChosen] = useState<readonly string[]>(sorted.map(({ id }) => id))
  const [parts, setParts] = useState<Readonly<Record<string, Part>>>({})
  const [marked, setMarked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const partOf = (id: string) => parts[id] ?? NOTHING_SAID
  const visited = sorted.filter(({ id }) => chosen.includes(id))
  const files = useQueries({
    queries: sorted.map(({ id }) => queryOf(openChildFile, { params: { child: id } })),
  })
  const fileOf = (id: string): ChildFile | undefined => files.find(({ data }) => data?.id === id)?.data
  useUnsaved((Object.keys(parts).length > 0 || shared.opinion !== '' || shared.place !== '') && !busy)

  const unanswered = visited.some(({ id }) => partOf(id).childSeen === undefined)
  const wrong = [shared.draft, ...visited.map(({ id }) => partOf(id).draft)].some(
    (draft) => Object.keys(problemsOf(CHILD_FACTS, draft, today)).length > 0,
  )

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (busy || wrong || unanswered || visited.length === 0) return
    setBusy(true)
    setFailure(undefined)
    try {
      const told = visited.map(({ id }) => ({ child: id, shown: fileOf(id)!.facts, part: partOf(id) }))
      await record(visitActs(occasion, shared, told))
      message.success(t.visits.saved(visited.length))
      navigate({
        to: '/children/$child',
        params: { child: visited[0]!.id },
        search: { tab: 'visits' },
        replace: true,
      })
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const unread = files.find(({ data, error }) => !data || error)
  if (unread)
    return (
      <PageFrame title={t.visits.record}>
        <Loader of={unread}>{() => null}</Loader>
      </PageFrame>
    )

  return (
    <PageFrame title={t.visits.record} lead={sorted[0] && placeOf(sorted[0])}>
      <form onSubmit={save} onKeyDown={keepEnter} className="form-blocks" noValidate>
        {sorted.length > 1 && (
          <section className="block" aria-labelledby="visit-who">
            <h2 id="visit-who">{t.visits.who}</h2>
            <p className="block-hint">{t.visits.whoHint}</p>
            <Checkbox.Group
              aria-labelledby="visit-who"
              value={[...chosen]}
              options={sorted.map((row) => ({ value: row.id as string, label: nameAndAge(row, t) }))}
              onChange={(ids) => setChosen(ids)}
            />
          </section>
        )}
        <FamilyPart shared={shared} shown={fileOf(first)?.facts ?? {}} onChange={setShared} />
        {visited.map((row) => (
          <ChildPart
            key={row.id}
            name={nameAndAge(row, t)}
            shown={fileOf(row.id)?.facts ?? {}}
            part={partOf(row.id)}
            marked={marked}
            onChange={(part) => setParts((before) => ({ ...before, [row.id]: part }))}
          />
        ))}
        <div className="form-bar">
          {failure !== undefined && (
            <Alert
              type="error"
              showIcon
              title={t.file.saveFailed}
              description={`${failureText(failure, t)} ${t.file.conflictKept}`}
            />
          )}
          {visited.length === 0 && <Alert type="warning" showIcon title={t.visits.nobody} />}
          {marked && unanswered && <Alert type="warning" showIcon title={t.visits.seenNeeded} />}
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={busy} disabled={wrong || visited.length === 0}>
              {failure === undefined ? t.visits.save(visited.length) : t.common.retry}
            </Button>
            <Button onClick={() => window.history.back()}>{t.common.cancel}</Button>
          </div>
        </div>
      </form>
    </PageFrame>
  )
}

const placeOf = ({ area }: ChildRow) => [area.township, area.village].filter(Boolean).join(' ')
const nameAndAge = (row: ChildRow, t: ReturnType<typeof useMessages>) =>
  [childName(row, t), row.age !== null && t.common.years(row.age)].filter(Boolean).join(' ')
