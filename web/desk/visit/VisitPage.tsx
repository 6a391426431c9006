import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, Input } from 'antd'
import { type SyntheticEvent, useMemo, useState } from 'react'
import { type ChildFile, type ChildRow, openChildFile } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { type Given, household, servicesOfChild } from '#domain/service/service-api.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { Field } from '#web/ui/Field.tsx'
import { problemsOf } from '#web/ui/fact-draft.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
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
  const { mends } = route.useSearch()
  const together = useQuery(queryOf(household, { params: { child } }))
  const visits = useQuery({
    ...queryOf(servicesOfChild, { params: { child } }),
    enabled: mends !== undefined,
  })
  const mended = visits.data?.rows.find(({ id }) => id === mends)
  if (mends && !mended)
    return (
      <PageFrame title={t.reviews.mend}>
        <Loader of={visits}>{() => <Empty title={t.reviews.mendedAlready} />}</Loader>
      </PageFrame>
    )
  // What concerns one child is mended in its own file alone.
  const family = together.data?.rows.filter(({ id }) => !mended || id === child)
  return family ? (
    <VisitForm key={child} first={child} family={family} mended={mended} />
  ) : (
    <PageFrame title={t.visits.record}>
      <Loader of={together}>{() => null}</Loader>
    </PageFrame>
  )
}

type FormProps = { first: string; family: readonly ChildRow[]; mended: Given | undefined }

function VisitForm({ first, family, mended }: FormProps) {
  const t = useMessages()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useToday()
  const record = useRecordActs()
  const occasion = useMemo(() => mended?.occasion ?? newId(), [mended])
  const [shared, setShared] = useState<Shared>(() => sharedOf(mended, today))
  const [why, setWhy] = useState('')
  // Whose row was opened comes first.
  const sorted = useMemo(
    () => [...family].sort((a, b) => Number(b.id === first) - Number(a.id === first)),
    [family, first],
  )
  const [chosen, setChosen] = useState<readonly string[]>(sorted.map(({ id }) => id))
  const [parts, setParts] = useState<Readonly<Record<string, Part>>>(() =>
    mended ? { [first]: partOfVisit(mended) } : {},
  )
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

  const unsaid = mended !== undefined && why.trim().length < 2

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (busy || wrong || unanswered || unsaid || visited.length === 0) return
    setBusy(true)
    setFailure(undefined)
    try {
      const told = visited.map(({ id }) => ({ child: id, shown: fileOf(id)!.facts, part: partOf(id) }))
      const knew = Math.min(...visited.map(({ id }) => fileOf(id)!.place))
      const met = await record(
        visitActs(occasion, shared, told, mended && { corrects: mended.id, reason: why.trim() }),
        knew,
      )
      if (met) message.warning(t.conflicts.met, 8)
      else message.success(t.visits.saved(visited.length))
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
    <PageFrame title={mended ? t.reviews.mend : t.visits.record} lead={sorted[0] && placeOf(sorted[0])}>
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
        {mended && (
          <section className="block">
            {mended.returned && (
              <Alert type="warning" showIcon title={t.reviews.returnedFor(mended.returned.note ?? '')} />
            )}
            <Field
              label={t.reviews.mendWhy}
              hint={t.reviews.mendHint}
              problem={marked && unsaid ? t.common.reasonShort : undefined}
            >
              <Input maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
            </Field>
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

/** What stood there is kept; what is missing is added to it. */
const sharedOf = (mended: Given | undefined, today: string): Shared => ({
  day: mended?.day ?? today,
  service: mended?.service ?? 'homeVisit',
  place: mended?.words?.place ?? '',
  position: mended?.words?.position ?? '',
  asked: mended?.asked as Shared['asked'],
  askedName: mended?.words?.askedName ?? '',
  opinion: mended?.words?.opinion ?? '',
  draft: {},
})
const partOfVisit = ({ childSeen, problems, words }: Given): Part => ({
  childSeen,
  problems,
  problem: words?.problem ?? '',
  note: words?.note ?? '',
  draft: {},
})

const placeOf = ({ area }: ChildRow) => [area.township, area.village].filter(Boolean).join(' ')
const nameAndAge = (row: ChildRow, t: ReturnType<typeof useMessages>) =>
  [childName(row, t), row.age !== null && t.common.years(row.age)].filter(Boolean).join(' ')
