import { useMessages } from '#web/messages/language.tsx'
import type { Placed } from './family-layout.ts'

const R = 26

/** A square for a man, a circle for a woman, a diamond where the sex is not known; the child has a double edge. */
function Outline({ sex, grow = 0 }: { sex: Placed['sex']; grow?: number }) {
  const r = R + grow
  if (sex === 'male') return <rect x={-r} y={-r} width={2 * r} height={2 * r} rx={3} />
  if (sex === 'female') return <circle r={r} />
  return <path d={`M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`} />
}

export function PersonSymbol({ member, relation }: { member: Placed; relation: string }) {
  const t = useMessages()
  const { x, y, sex, dead, away, carer, name } = member
  const kind = ['person', carer && 'is-carer', away && 'is-away', dead && 'is-dead'].filter(Boolean).join(' ')
  const mark = dead ? t.file.dead : (away ?? (carer ? t.file.isCarer : undefined))
  return (
    <g transform={`translate(${x} ${y})`} className={kind}>
      {(member.relation === 'child' || carer) && (
        <g className="person-ring">
          <Outline sex={sex} grow={5} />
        </g>
      )}
      <Outline sex={sex} />
      {dead && <path className="person-cross" d={`M${-R} ${-R}L${R} ${R}M${R} ${-R}L${-R} ${R}`} />}
      {mark && (
        <text y={4} className="person-mark">
          {mark.slice(0, 5)}
        </text>
      )}
      <text y={R + 20} className="person-name">
        {name.length > 8 ? `${name.slice(0, 7)}…` : name}
      </text>
      <text y={R + 36} className="person-relation">
        {relation}
      </text>
    </g>
  )
}
