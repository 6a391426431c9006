import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AreaItem, areaHistory } from '#domain/area/area-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { AreaChangeDialog, type ChangeKind } from './AreaChangeDialog.tsx'
import { type Areas, COUNTY } from './areas.ts'

const KINDS: readonly ChangeKind[] = ['added', 'renamed', 'merged', 'ended']

export function AreaDetail({ area, areas }: { area: AreaItem; areas: Areas }) {
  const t = useMessages()
  const mayEdit = useMay('area.edit')
  const history = useQuery(queryOf(areaHistory, { params: { code: area.code } }))
  const [asking, setAsking] = useState<ChangeKind>()
  const texts = {
    added: t.areas.addBelow,
    renamed: t.areas.rename,
    merged: t.areas.merge,
    ended: t.areas.end,
  }
  const kinds = KINDS.filter((kind) => kind === 'added' || kind === 'renamed' || area.level > COUNTY)
  const off = (!mayEdit && t.areas.onlySystem) || (area.until !== null && t.areas.ended)
  return (
    <>
      <h2>
        {area.name} {area.until && <Mark>{`${area.until} ${t.areas.ended}`}</Mark>}
      </h2>
      <dl className="fact-grid">
        <div>
          <dt>{t.areas.code}</dt>
          <dd>
            <code>{area.code}</code>
          </dd>
        </div>
        <div>
          <dt>{t.areas.level}</dt>
          <dd>{t.areas.levels[area.level]}</dd>
        </div>
        <div>
          <dt>{t.areas.shortName}</dt>
          <dd>{area.shortName}</dd>
        </div>
      </dl>
      <div className="row-buttons area-buttons">
        {kinds.map((kind) => (
          <ReasonedButton key={kind} unless={off} onClick={() => setAsking(kind)}>
            {texts[kind]}
          </ReasonedButton>
        ))}
      </div>
      <h3>{t.areas.history}</h3>
      <Loader of={history}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p className="block-empty">{t.areas.noHistory}</p>
          ) : (
            <ol className="history">
              {changes.map((change) => (
                <li key={`${change.onDay}${change.kind}${change.code}`}>
                  <strong>
                    {change.onDay} {t.areas.kinds[change.kind]}
                  </strong>{' '}
                  {[
                    change.oldName,
                    change.name && `→ ${change.name}`,
                    change.mergedInto && `→ ${areas.pathOf(change.mergedInto)}`,
                    change.document,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                </li>
              ))}
            </ol>
          )
        }
      </Loader>
      {asking && (
        <AreaChangeDialog kind={asking} area={area} areas={areas} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}
