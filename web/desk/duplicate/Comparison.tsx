import { Checkbox } from 'antd'
import { useState } from 'react'
import type { ComparedFact } from '#domain/duplicate/duplicate-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'

type Props = { facts: readonly ComparedFact[]; row: string; known: string }

/** Two people fact by fact. What differs is marked in words too, not by colour alone. */
export function Comparison({ facts, row, known }: Props) {
  const t = useMessages()
  const [onlyBoth, setOnlyBoth] = useState(true)
  const onBoth = facts.filter((fact) => fact.row !== null && fact.known !== null)
  const shown = onlyBoth ? onBoth : facts
  const hidden = facts.length - onBoth.length
  return (
    <>
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">{t.duplicates.fact}</th>
            <th scope="col">{row}</th>
            <th scope="col">{known}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((fact) => {
            const differs = fact.row !== null && fact.known !== null && fact.row !== fact.known
            return (
              <tr key={fact.key} className={differs ? 'is-different' : undefined}>
                <th scope="row">
                  {fact.label} {differs && <Mark tone="orange">{t.duplicates.differs}</Mark>}
                </th>
                <td>{fact.row ?? <span className="not-told">{t.fact.notCollected}</span>}</td>
                <td>{fact.known ?? <span className="not-told">{t.fact.notCollected}</span>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {hidden > 0 && (
        <Checkbox checked={!onlyBoth} onChange={(event) => setOnlyBoth(!event.target.checked)}>
          {t.duplicates.showAll(hidden)}
        </Checkbox>
      )}
    </>
  )
}
