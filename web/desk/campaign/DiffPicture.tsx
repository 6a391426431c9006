import type { DiffRow } from '#domain/campaign/campaign-api.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'

const WIDTH = 480
const ROW = 28
const NAMES = 128
const MIDDLE = 310
const REACH = 115

/** Who came to the right, who went to the left, by circumstance; the same numbers stand in the table beside it. */
export function DiffPicture({ rows }: { rows: readonly DiffRow[] }) {
  const { t, label } = useLanguage()
  const bars = rows
    .map(({ circumstance, values }) => ({
      name: circumstance ? label(CIRCUMSTANCE[circumstance]) : t.campaigns.allChildren,
      more: values.came + values.began,
      less: values.gone + values.ended,
    }))
    .filter(({ more, less }) => more + less > 0)
  if (bars.length === 0) return null
  const most = Math.max(...bars.flatMap(({ more, less }) => [more, less]))
  const long = (n: number) => (n / most) * REACH
  return (
    <figure className="campaign-picture">
      <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW + 8}`} role="img" aria-label={t.campaigns.diffPicture}>
        {bars.map(({ name, more, less }, i) => {
          const y = i * ROW + 6
          return (
            <g key={name}>
              <text x={NAMES} y={y + 14} textAnchor="end">
                {name}
              </text>
              <rect
                className="campaign-less"
                x={MIDDLE - long(less)}
                y={y}
                width={long(less)}
                height={ROW - 8}
              />
              <rect className="campaign-more" x={MIDDLE} y={y} width={long(more)} height={ROW - 8} />
              {less > 0 && (
                <text x={MIDDLE - long(less) - 4} y={y + 14} textAnchor="end">
                  −{less}
                </text>
              )}
              {more > 0 && (
                <text x={MIDDLE + long(more) + 4} y={y + 14}>
                  +{more}
                </text>
              )}
            </g>
          )
        })}
        <line x1={MIDDLE} x2={MIDDLE} y1={0} y2={bars.length * ROW + 4} />
      </svg>
      <figcaption>{t.campaigns.diffPicture}</figcaption>
    </figure>
  )
}
