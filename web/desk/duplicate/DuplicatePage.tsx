import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { listChildren, openChildFile } from '#domain/child/child-api.ts'
import { decideDuplicate, listDuplicates, openDuplicate } from '#domain/duplicate/duplicate-api.ts'
import type { DuplicateId } from '#domain/ids.ts'
import { openImport } from '#domain/import/import-api.ts'
import { readTable } from '#domain/table/table-api.ts'
import { listQueryOf, queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { Comparison } from './Comparison.tsx'
import { DecisionMark, placeText } from './duplicate-columns.tsx'

const route = getRouteApi('/duplicates/$duplicate')
type Decision = 'same' | 'different'
const KEYS: Record<string, Decision | 'next' | 'before'> = {
  '1': 'same',
  '2': 'different',
  ArrowRight: 'next',
  ArrowLeft: 'before',
}
const AROUND = 100

/** Both sides of one pair; decided with two keys, one after the other. */
export default function DuplicatePage() {
  const t = useMessages()
  const { message } = App.useApp()
  const { duplicate } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const region = useRef<HTMLElement>(null)
  const query = useQuery(queryOf(openDuplicate, { params: { duplicate } }))
  const around = useQuery(
    listQueryOf(listDuplicates, {
      params: { import: search.import, which: search.which, size: AROUND },
    }),
  )
  const decide = useCall(decideDuplicate, [
    openDuplicate,
    listDuplicates,
    openImport,
    listChildren,
    openChildFile,
    readTable,
  ])
  const ids = around.data?.duplicates.map(({ id }) => id) ?? []
  const at = ids.indexOf(duplicate as DuplicateId)
  const open = (id: string | undefined) =>
    id
      ? navigate({ to: '/duplicates/$duplicate', params: { duplicate: id }, search, replace: true })
      : navigate({ to: '/duplicates', search })
  const next = () => open(ids[at + 1])

  const choose = (decision: Decision) => {
    if (decide.isPending || !query.data) return
    const after = ids[at + 1] ?? ids.find((id) => id !== duplicate)
    decide.mutate(
      { params: { duplicate }, body: { decision } },
      {
        onSuccess: () => {
          message.success(t.duplicates.decisions[decision])
          void open(search.which ? duplicate : after)
        },
        onError: (error) => void message.error(failureText(error, t), 6),
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Only while the comparison has the focus, so that nobody decides by typing elsewhere.
    const key = event.altKey || event.ctrlKey || event.metaKey ? undefined : KEYS[event.key]
    if (!key) return
    event.preventDefault()
    if (key === 'next') void next()
    else if (key === 'before') void open(ids[Math.max(0, at - 1)])
    else choose(key)
  }
  const loaded = query.data?.id
  useEffect(() => {
    if (loaded) region.current?.focus({ preventScroll: true })
  }, [loaded])

  return (
    <PageFrame
      title={t.duplicates.compare}
      lead={
        query.data && (
          <>
            <DecisionMark item={query.data} t={t} />{' '}
            {at >= 0 && `${t.duplicates.nth(at + 1, around.data?.total ?? ids.length)} · `}
            {t.duplicates.score(query.data.score)}
          </>
        )
      }
      actions={<Button onClick={() => navigate({ to: '/duplicates', search })}>{t.duplicates.toList}</Button>}
    >
      <Loader of={query}>
        {(item) => (
          <section
            ref={region}
            className="block comparison"
            aria-label={t.duplicates.compare}
            aria-keyshortcuts="1 2 ArrowRight ArrowLeft"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            <ul className="reason-list" aria-label={t.duplicates.reasons}>
              {item.reasons.map(({ code, text, points }) => (
                <li key={code} className={points < 0 ? 'is-against' : undefined}>
                  {text} <small>{points > 0 ? `+${points}` : points}</small>
                </li>
              ))}
            </ul>
            <Comparison
              facts={item.facts}
              row={`${t.duplicates.rowSide} ${placeText(item)}`}
              known={
                'file' in item.other
                  ? `${t.duplicates.earlierRow} ${placeText(item.other)}`
                  : t.duplicates.knownSide
              }
            />
            <div className="form-buttons">
              <Button type="primary" loading={decide.isPending} onClick={() => choose('same')}>
                {t.duplicates.same} <kbd>1</kbd>
              </Button>
              <Button disabled={decide.isPending} onClick={() => choose('different')}>
                {t.duplicates.different} <kbd>2</kbd>
              </Button>
              <Button type="text" onClick={() => void next()}>
                {t.duplicates.later} <kbd>→</kbd>
              </Button>
              {'childId' in item.other && item.other.childId && (
                <Button
                  type="link"
                  onClick={() =>
                    navigate({
                      to: '/children/$child',
                      params: { child: 'childId' in item.other ? item.other.childId! : '' },
                    })
                  }
                >
                  {t.duplicates.openFile}
                </Button>
              )}
            </div>
            <p className="field-hint">
              {t.duplicates.sameMeans}
              {item.decision && !item.carriedOut && ` ${t.duplicates.noted}`}
            </p>
          </section>
        )}
      </Loader>
    </PageFrame>
  )
}
