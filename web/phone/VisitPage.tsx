import { type SyntheticEvent, useState } from 'react'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import { PROBLEM, type Problem as ProblemKind } from '#domain/service/problems.ts'
import { SERVICES, type ServiceKind, VISIT_KINDS } from '#domain/service/services.ts'
import { newId } from '#web/api/new-id.ts'
import { keep, written } from './accept.ts'
import { bookOf, household, type Phone, type Picture } from './data.ts'
import { type Draft, FactControl, learnt, wrongIn } from './facts.tsx'
import { ageOf, nameOf, placeOf } from './names.ts'
import { go } from './nav.ts'
import { Photos, Signature } from './Pictures.tsx'
import { Position } from './Position.tsx'
import { Choice, Field, Many, Page, Problem, Words } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { photoOf } from './sync/photo-of.ts'
import { useDraft } from './use-draft.ts'

/** Of the follow-up form (policy §2.5) what holds for all children of the family, and what for each. */
const OF_FAMILY = ['lastParentContactOn', 'livingCondition']
const OF_CHILD = ['mentalCondition', 'guardianship', 'schooling', 'health', 'needs']

type Part = { seen?: 'yes' | 'no'; problems: ProblemKind[]; problem: string; note: string; draft: Draft }
/** What the phone knows of the visit that was returned; its words are sealed and are written anew. */
const partAgain = (body: Record<string, unknown>): Part => ({
  ...NOTHING,
  seen: body.childSeen ? 'yes' : 'no',
  problems: body.problems as ProblemKind[],
})
const NOTHING: Part = { problems: [], problem: '', note: '', draft: {} }

type Props = { phone: Phone; picture: Picture; id: string; mends: string | undefined }

/** A family visited once, and of each child what concerns it alone; or a visit that was returned, recorded again. */
export function VisitPage({ phone, picture, id, mends }: Props) {
  const { t, label } = useSpeech()
  const { today } = picture
  const first = picture.children.find((child) => child.id === id)
  // Who belongs to the family stays while the form is open: a sync meanwhile takes nothing away that is typed.
  const [family] = useState(() => (first ? (mends ? [first] : household(first, picture.children)) : []))
  const [mended] = useState(() => first?.acts.find((act) => act.id === mends)?.body)
  const [returned] = useState(() => first?.acts.find((act) => act.body.visit === mends)?.body)
  const [typed, setTyped, done] = useDraft(phone, `visit/${id}${mends ? `/${mends}` : ''}`, () => ({
    occasion: String(mended?.occasion ?? newId()),
    why: '',
    shared: {
      day: String(mended?.day ?? today),
      service: (mended?.service ?? 'homeVisit') as ServiceKind,
      asked: undefined as Relation | undefined,
      opinion: '',
      position: '',
      draft: {} as Draft,
    },
    chosen: family.map((child) => child.id as string),
    parts: (mended ? { [id]: partAgain(mended) } : {}) as Record<string, Part>,
  }))
  const { occasion, why, shared, chosen, parts } = typed
  const setShared = (next: typeof shared) => setTyped((before) => ({ ...before, shared: next }))
  const setChosen = (next: string[]) => setTyped((before) => ({ ...before, chosen: next }))
  const [photos, setPhotos] = useState<Blob[]>([])
  const [signature, setSignature] = useState<Blob>()
  const [marked, setMarked] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  if (!first)
    return (
      <Page title={t.child.gone} from={{ at: 'today' }}>
        <p className="lead">{t.child.goneLead}</p>
      </Page>
    )
  const mayPosition = bookOf(picture.progress)?.on(first.area, today).visitPosition?.value === true
  const partOf = (child: string) => parts[child] ?? NOTHING
  const visited = family.filter((child) => chosen.includes(child.id))
  const unsaid = mends !== undefined && why.trim().length < 2
  const unanswered = visited.some((child) => !partOf(child.id).seen)
  const wrong =
    shared.day > today ||
    [shared.draft, ...visited.map((child) => partOf(child.id).draft)].some(
      (draft) => wrongIn(CHILD_FACTS, draft, today).length > 0,
    )
  const relations = [...new Set(first.family.map(({ relation }) => relation as Relation))]

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    setFailure(undefined)
    if (busy || wrong || unanswered || unsaid || visited.length === 0) return
    setBusy(true)
    const acts = written(
      picture,
      visited.map((child) =>
        visitOf(
          child,
          { ...shared, occasion, mends: mends && { corrects: mends, reason: why.trim() } },
          partOf(child.id),
        ),
      ),
    )
    const pictures = [
      ...photos.map((one, i) => ({ name: t.visit.pictureName(i + 1, shared.day), picture: one })),
      ...(signature ? [{ name: t.visit.signatureName(shared.day), picture: signature }] : []),
    ]
    // Of the whole family, and kept in one file: that of whoever was to be visited.
    const { id: child } = visited[0]!
    const sealed = await Promise.all(
      pictures.map((one) => photoOf(picture, { ...one, child, day: shared.day })),
    )
    const notKept = await keep(phone, acts, t, sealed)
    setBusy(false)
    if (notKept) return setFailure(notKept)
    done()
    go({ at: 'records' })
  }

  return (
    <Page
      title={mends ? t.today.mend : t.visit.title}
      lead={`${placeOf(first, picture)} · ${t.visit.lead(visited.length)}`}
      from={{ at: 'today' }}
    >
      <form onSubmit={save} noValidate>
        {mends && (
          <section className="card">
            {returned && (
              <p className="lead">{t.today.returned(shared.day, String(returned.reason ?? ''))}</p>
            )}
            <Words
              label={t.visit.mendWhy}
              max={200}
              value={why}
              onChange={(next) => setTyped((before) => ({ ...before, why: next }))}
            />
            {marked && unsaid && <Problem>{t.required}</Problem>}
          </section>
        )}
        {family.length > 1 && (
          <Many
            label={t.visit.who}
            values={chosen}
            options={family.map((child) => ({ value: child.id as string, label: nameOf(child) }))}
            onChange={setChosen}
          />
        )}
        <section className="card">
          <Field label={t.visit.day}>
            {(field) => (
              <>
                <input
                  id={field}
                  type="date"
                  max={today}
                  value={shared.day}
                  onChange={(event) => setShared({ ...shared, day: event.target.value || today })}
                />
                {shared.day > today && <Problem>{t.future}</Problem>}
              </>
            )}
          </Field>
          <Choice<ServiceKind>
            label={t.visit.how}
            value={shared.service}
            options={VISIT_KINDS.map((value) => ({
              value,
              label: label(SERVICES[value]),
            }))}
            onChoose={(service) => setShared({ ...shared, service })}
          />
          {relations.length > 0 && (
            <Choice<Relation>
              label={t.visit.asked}
              value={shared.asked}
              options={relations.map((value) => ({ value, label: label(RELATION[value]) }))}
              onChoose={(asked) => setShared({ ...shared, asked })}
            />
          )}
          <Words
            label={t.visit.opinion}
            max={200}
            value={shared.opinion}
            onChange={(opinion) => setShared({ ...shared, opinion })}
          />
          <details>
            <summary>{t.visit.facts}</summary>
            {OF_FAMILY.map((key) => (
              <FactControl
                key={key}
                of={key}
                def={CHILD_FACTS[key as keyof typeof CHILD_FACTS]}
                known={first}
                draft={shared.draft}
                today={today}
                onDraft={(draft) => setShared({ ...shared, draft })}
              />
            ))}
          </details>
        </section>
        {visited.map((child) => (
          <ChildPart
            key={child.id}
            child={child}
            today={today}
            part={partOf(child.id)}
            marked={marked}
            onChange={(part) =>
              setTyped((before) => ({ ...before, parts: { ...before.parts, [child.id]: part } }))
            }
          />
        ))}
        <section className="card">
          <Photos photos={photos} onChange={setPhotos} onProblem={setFailure} />
          {mayPosition && (
            <Position
              position={shared.position ?? ''}
              onChange={(position) => setShared({ ...shared, position })}
            />
          )}
          <Signature onChange={setSignature} />
        </section>
        {marked && visited.length === 0 && <Problem>{t.visit.nobody}</Problem>}
        {marked && unanswered && <Problem>{t.visit.seenNeeded}</Problem>}
        {failure && <Problem>{failure}</Problem>}
        <button type="submit" className="large primary" disabled={busy}>
          {t.visit.save(visited.length)}
        </button>
      </form>
    </Page>
  )
}

type Shared = {
  day: string
  service: ServiceKind
  asked: Relation | undefined
  opinion: string
  /** Empty: not recorded. */
  position: string
  draft: Draft
  occasion: string
  mends: { corrects: string; reason: string } | undefined | ''
}

const said = (words: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(words).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])),
  )

const visitOf = (child: SliceChild, shared: Shared, part: Part) => ({
  kind: 'service.record',
  child: child.id,
  body: {
    day: shared.day,
    service: shared.service,
    occasion: shared.occasion,
    childSeen: part.seen === 'yes',
    ...(shared.asked && { asked: shared.asked }),
    problems: part.problems,
    words: said({
      opinion: shared.opinion,
      position: shared.position,
      problem: part.problem,
      note: part.note,
    }),
    facts: { ...learnt(shared.draft, child), ...learnt(part.draft, child) },
    ...shared.mends,
  },
})

type PartProps = { child: SliceChild; today: string; part: Part; marked: boolean; onChange(part: Part): void }

function ChildPart({ child, today, part, marked, onChange }: PartProps) {
  const { t, label } = useSpeech()
  const set = (change: Partial<Part>) => onChange({ ...part, ...change })
  const age = ageOf(child, today)
  return (
    <section className="card">
      <h2>
        {nameOf(child)} {age !== null && <span className="lead">{t.years(age)}</span>}
      </h2>
      <Choice<'yes' | 'no'>
        label={t.visit.seen}
        value={part.seen}
        options={[
          { value: 'yes', label: t.yes },
          { value: 'no', label: t.no },
        ]}
        onChoose={(seen) => set({ seen })}
        problem={marked && !part.seen && t.required}
      />
      <Many<ProblemKind>
        label={t.visit.problems}
        values={part.problems}
        options={(Object.keys(PROBLEM) as ProblemKind[]).map((value) => ({
          value,
          label: label(PROBLEM[value]),
        }))}
        onChange={(problems) => set({ problems })}
      />
      {part.problems.length > 0 && (
        <Words
          label={t.visit.problemWords}
          max={500}
          value={part.problem}
          onChange={(problem) => set({ problem })}
        />
      )}
      <Words label={t.visit.note} max={500} value={part.note} onChange={(note) => set({ note })} />
      <details>
        <summary>{t.visit.facts}</summary>
        {OF_CHILD.map((key) => (
          <FactControl
            key={key}
            of={key}
            def={CHILD_FACTS[key as keyof typeof CHILD_FACTS]}
            known={child}
            draft={part.draft}
            today={today}
            onDraft={(draft) => set({ draft })}
          />
        ))}
      </details>
    </section>
  )
}
