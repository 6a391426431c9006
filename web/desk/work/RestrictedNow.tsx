import { useQuery } from '@tanstack/react-query'
import { countRestricted } from '#domain/restricted/restricted-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** For a named holder: the number that reports ask for, and nothing of whom. */
export default function RestrictedNow() {
  const t = useMessages()
  const counted = useQuery(queryOf(countRestricted, {}))
  return counted.data && <p className="block-hint">{t.restricted.count(counted.data.hivInfected)}</p>
}
