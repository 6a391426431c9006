import { ROLES } from '#domain/access/roles.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useMe } from './account/session.ts'

/** County and how far the signed-in person sees in it. */
export function Reach() {
  const t = useMessages()
  const { county, area, villages, role } = useMe()
  const { reach } = ROLES[role]
  const seen =
    reach === 'none'
      ? t.shell.noReach
      : reach === 'county'
        ? t.shell.wholeCounty
        : villages.length
          ? villages.map((village) => village.name).join('、')
          : (area?.name ?? '')
  return (
    <span className="shell-reach" title={`${county.name} · ${seen}`}>
      {county.name}
      <small>{seen}</small>
    </span>
  )
}
