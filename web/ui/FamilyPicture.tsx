import { useMessages } from '#web/messages/language.tsx'
import { DESCENT, type FamilyMember, familyLayout, type Placed } from './family-layout.ts'
import { PersonSymbol } from './PersonSymbol.tsx'

type Props = { members: readonly FamilyMember[]; relationText(member: FamilyMember): string }

/** Couple line between two parents, and the line down to their child; one parent alone has the line down. */
function Lines({ placed }: { placed: readonly Placed[] }) {
  return DESCENT.map(({ of, parents }) => {
    const child = placed.find((member) => member.relation === of)
    const known = placed.filter((member) => (parents as readonly string[]).includes(member.relation))
    const [left, right = left] = known
    if (!left || !right) return null
    const middle = (left.x + right.x) / 2
    // The couple's line passes below the symbols, so that it never crosses people between them.
    const rail = left.y + 92
    return (
      <g key={of} className="family-line">
        <path d={`M${left.x} ${left.y + 66}V${rail}H${right.x}V${right.y + 66}`} />
        {child && <path d={`M${middle} ${rail}V${rail + 10}H${child.x}V${child.y - 30}`} />}
      </g>
    )
  })
}

/** Three generations in the signs of a genogram, with the same content in words for those who cannot see it. */
export function FamilyPicture({ members, relationText }: Props) {
  const t = useMessages()
  const { placed, width, height } = familyLayout(members)
  const words = (member: FamilyMember) =>
    [
      `${relationText(member)}${t.common.colon}${member.name}`,
      member.dead && t.file.dead,
      member.away,
      member.carer && t.file.isCarer,
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <figure className="family-picture">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="family-scroll" tabIndex={0} aria-label={t.file.pictureOf}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          style={{ minWidth: width, maxWidth: width * 1.4 }}
          aria-hidden
        >
          <Lines placed={placed} />
          {placed.map((member) => (
            <PersonSymbol key={member.key} member={member} relation={relationText(member)} />
          ))}
        </svg>
      </section>
      <ul className="family-legend" aria-hidden>
        <li className="legend-male">{t.file.male}</li>
        <li className="legend-female">{t.file.female}</li>
        <li className="legend-dead">{t.file.dead}</li>
        <li className="legend-away">{t.file.absent}</li>
        <li className="legend-carer">{t.file.isCarer}</li>
      </ul>
      <figcaption>
        <details>
          <summary>{t.file.asText}</summary>
          <ul>
            {placed.map((member) => (
              <li key={member.key}>{words(member)}</li>
            ))}
          </ul>
        </details>
      </figcaption>
    </figure>
  )
}
