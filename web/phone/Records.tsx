import { ACT_KINDS, type NewAct } from '#domain/act/act.ts'
import type { Phone, Picture } from './data.ts'
import { nameOf } from './names.ts'
import { addressOf } from './nav.ts'
import { Icon, type IconName, Page } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { isPhoto } from './sync/engine.ts'

type Line = { n: number; act: NewAct; icon: IconName; state: string; refused?: string }

/** Everything that this phone has written lately, and where it is: the log that a person can read. */
export function Records({ picture }: { phone: Phone; picture: Picture }) {
  const { t, label } = useSpeech()
  const { outbox, receipts, children } = picture
  // Photos have receipts as well, and are no records by themselves.
  const written = receipts.filter(({ act }) => !isPhoto(act))
  const lines: Line[] = [
    ...outbox.map(({ n, act, refused }) => ({
      n,
      act,
      icon: (refused ? 'wrong' : 'wait') as IconName,
      state: refused ? t.records.refused : t.records.waiting,
      refused: refused?.message,
    })),
    ...written.map(({ n, act, held }) => ({
      n,
      act,
      icon: 'done' as const,
      state: held ? t.records.transferred : t.records.kept,
    })),
  ].sort((a, b) => b.n - a.n)
  // Files that were opened here stand nowhere else until the next sync.
  const opened = new Map(
    lines.flatMap(({ act }) =>
      act.kind === 'child.open' ? [[act.child as string, String(act.body.facts.name?.value ?? '')]] : [],
    ),
  )
  const childOf = (id: string) => children.find((child) => child.id === id)
  return (
    <Page title={t.records.title} lead={t.records.held(written.length, lines.length)}>
      {lines.length === 0 ? (
        <p className="empty">{t.records.none}</p>
      ) : (
        <>
          <p className="lead">{t.records.all}</p>
          <ul className="rows">
            {lines.map(({ n, act, icon, state, refused }) => {
              const child = childOf(act.child)
              return (
                <li key={n} className={icon}>
                  <Icon name={icon} />
                  <div>
                    <p className="name">
                      {label(ACT_KINDS[act.kind])} ·{' '}
                      {child ? nameOf(child) : (opened.get(act.child) ?? t.child.gone)}
                    </p>
                    <p className="lead">
                      {act.body.day} · {state}
                    </p>
                    {refused !== undefined && (
                      <>
                        <p className="problem">{refused}</p>
                        <a className="large" href={addressOf({ at: 'mend', n })}>
                          {t.records.mend}
                        </a>
                      </>
                    )}
                  </div>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Page>
  )
}
