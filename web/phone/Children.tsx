import { useDeferredValue, useState } from 'react'
import { RELATION } from '#domain/fact/code-lists.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import type { Phone, Picture } from './data.ts'
import { ageOf, carerOf, nameOf, placeOf } from './names.ts'
import { addressOf } from './nav.ts'
import { Field, Page } from './parts.tsx'
import { useSpeech } from './speak.tsx'

/** Found in memory: nothing that could be searched is stored in the clear. */
export function Children({ picture }: { phone: Phone; picture: Picture }) {
  const { t, label } = useSpeech()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim().toLowerCase())
  const { children, today } = picture
  const text = (child: SliceChild) =>
    [nameOf(child), placeOf(child, picture), ...child.family.map(nameOf)].join(' ').toLowerCase()
  const found = wanted ? children.filter((child) => text(child).includes(wanted)) : children
  return (
    <Page title={t.children.title} lead={t.children.count(found.length)}>
      <Field label={t.children.search}>
        {(id) => (
          <input id={id} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      {found.length === 0 && (
        <div className="empty">
          <p>{children.length === 0 ? t.children.empty : t.children.none}</p>
          {children.length > 0 && <p className="lead">{t.children.noneLead}</p>}
        </div>
      )}
      <ul className="rows">
        {found.map((child) => {
          const carer = carerOf(child)
          const age = ageOf(child, today)
          return (
            <li key={child.id}>
              <a href={addressOf({ at: 'child', child: child.id })}>
                <span className="name">
                  {nameOf(child)} {age !== null && <span className="lead">{t.years(age)}</span>}
                </span>
                <span className="lead">
                  {[
                    placeOf(child, picture),
                    carer && `${label(RELATION[carer.relation as keyof typeof RELATION])} ${nameOf(carer)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
