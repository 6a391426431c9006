import type { CampaignRead } from '#domain/campaign/campaign-api.ts'
import { percent } from '#domain/table/percent.ts'
import { useMessages } from '#web/messages/language.tsx'

const WIDTH = 480
const HEIGHT = 180
const LEFT = 50
const BOTTOM = 26
const hourOf = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00:00Z`) / 3_600_000

/** How many had been answered for at the end of each hour, up to all of the list. */
export function HoursPicture({ hours, total }: Pick<CampaignRead, 'hours' | 'total'>) {
  const t = useMessages()
  const [first] = hours
  const last = hours.at(-1)
  if (!first || !last) return <p className="page-lead">{t.campaigns.noHours}</p>
  const from = hourOf(first.hour)
  const span = Math.max(1, hourOf(last.hour) - from + 1)
  const x = (hour: number) => LEFT + (hour / span) * (WIDTH - LEFT - 8)
  const y = (n: number) => 8 + (1 - n / Math.max(1, total.listed)) * (HEIGHT - BOTTOM - 8)
  let sum = 0
  let path = `M${x(0)} ${y(0)}`
  const told: string[] = []
  for (const { hour, n } of hours) {
    const at = hourOf(hour) - from
    path += ` L${x(at).toFixed(1)} ${y(sum).toFixed(1)}`
    sum += n
    path += ` L${x(at + 1).toFixed(1)} ${y(sum).toFixed(1)}`
    told.push(t.campaigns.hoursOf(sum, total.listed, hour))
  }
  return (
    <figure className="campaign-picture">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${t.campaigns.hours}: ${told.at(-1)}`}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(part * total.listed)} y2={y(part * total.listed)} />
            <text x={LEFT - 6} y={y(part * total.listed) + 4} textAnchor="end">
              {part * 100}%
            </text>
          </g>
        ))}
        <path d={`${path} L${x(span)} ${y(0)} Z`} className="campaign-area" />
        <path d={path} className="campaign-line" />
        <text x={LEFT} y={HEIGHT - 6}>
          {first.hour.slice(5)}:00
        </text>
        <text x={WIDTH - 8} y={HEIGHT - 6} textAnchor="end">
          {last.hour.slice(5)}:59
        </text>
      </svg>
      <figcaption>
        {told.at(-1)}，{percent(total.listed, sum)}
      </figcaption>
    </figure>
  )
}
