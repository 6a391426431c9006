import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import {
  type CampaignRead,
  campaignDiff,
  DIFF_COUNTERS,
  type DiffCounter,
} from '#domain/campaign/campaign-api.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import type { CampaignId } from '#domain/ids.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage, useMessages } from '#web/messages/language.tsx'
import { Loader } from '#web/ui/states.tsx'
import { DiffPicture } from './DiffPicture.tsx'

type Props = { read: CampaignRead; area?: string; before?: string; onBefore(before: string): void }
const COUNTERS = Object.keys(DIFF_COUNTERS) as DiffCounter[]

/** What has changed since an earlier campaign, as a table and a picture. */
export function DiffPart({ read, area, before: chosen, onBefore }: Props) {
  const t = useMessages()
  const before = read.before.find(({ id }) => id === chosen)?.id ?? read.before[0]?.id
  return (
    <section className="block" aria-labelledby="diff">
      <div className="block-head">
        <h2 id="diff">{t.campaigns.diff}</h2>
        {read.before.length > 0 && (
          <Select
            aria-label={t.campaigns.diffWith}
            value={before}
            options={read.before.map(({ id, name, first }) => ({ value: id, label: `${name} (${first})` }))}
            onChange={onBefore}
          />
        )}
      </div>
      {before ? (
        <Compared campaign={read.id} before={before} area={area} />
      ) : (
        <p className="page-lead">{t.campaigns.noBefore}</p>
      )}
    </section>
  )
}

function Compared(params: { campaign: CampaignId; before: CampaignId; area?: string }) {
  const { t, label } = useLanguage()
  const diff = useQuery(listQueryOf(campaignDiff, { params }))
  return (
    <Loader of={diff}>
      {({ rows }) => {
        const shown = rows.filter(
          ({ circumstance, values }) => circumstance === null || values.before + values.now > 0,
        )
        return (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className="table-frame" tabIndex={0} aria-label={t.campaigns.category}>
              <table className="figures">
                <thead>
                  <tr>
                    <th scope="col">{t.campaigns.category}</th>
                    {COUNTERS.map((counter) => (
                      <th key={counter} scope="col">
                        {label(DIFF_COUNTERS[counter])}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map(({ circumstance, values }) => {
                    const name = circumstance ? label(CIRCUMSTANCE[circumstance]) : t.campaigns.allChildren
                    return (
                      <tr key={name} className={circumstance ? undefined : 'total-row'}>
                        <th scope="row">{name}</th>
                        {COUNTERS.map((counter) => (
                          <td key={counter}>
                            {values[counter] === 0 ? (
                              <span className="zero">0</span>
                            ) : (
                              <Link
                                to="/campaigns/$campaign/diff"
                                params={{ campaign: params.campaign }}
                                search={{
                                  before: params.before,
                                  area: params.area,
                                  circumstance: circumstance ?? undefined,
                                  counter,
                                }}
                                aria-label={`${t.tables.cell(name, label(DIFF_COUNTERS[counter]))} ${values[counter]}`}
                              >
                                {values[counter]}
                              </Link>
                            )}
                          </td>
                        ))}
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </section>
            <DiffPicture rows={rows} />
            <p className="page-lead">{t.campaigns.diffHint}</p>
          </>
        )
      }}
    </Loader>
  )
}
