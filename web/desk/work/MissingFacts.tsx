import { Link } from '@tanstack/react-router'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { KEY_FACTS } from './key-facts.ts'

/** Facts of the official table that nobody has asked yet, the most frequent first. */
export function MissingFacts({ total }: { total: Record<string, number> }) {
  const { t, label } = useLanguage()
  const missing = KEY_FACTS.map(({ column, fact }) => ({ column, fact, n: total[column] ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
  const nameOf = (fact: string) =>
    fact === 'carerKind' ? t.children.carerKind : label(CHILD_FACTS[fact as keyof typeof CHILD_FACTS])
  return (
    <section className="block" aria-labelledby="missing">
      <h2 id="missing">{t.work.quality}</h2>
      {missing.length === 0 ? (
        <p className="block-empty">{t.work.qualityDone}</p>
      ) : (
        <>
          <p className="block-hint">{t.work.qualityHint}</p>
          <ul className="missing">
            {missing.map(({ column, fact, n }) => (
              <li key={column}>
                <Link to="/table/children" search={{ column }}>
                  <span>{nameOf(fact)}</span>
                  <b>{n}</b>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
