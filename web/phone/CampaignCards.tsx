import { campaignsIn, linesOf } from './campaigns.ts'
import type { Picture } from './data.ts'
import { addressOf } from './nav.ts'
import { Icon } from './parts.tsx'
import { useSpeech } from './speak.tsx'

export const campaignName = (picture: Picture, id: string): string =>
  campaignsIn(picture).find((campaign) => campaign.id === id)?.name ?? ''

/** Campaigns that run, with how many wait for an answer. */
export function CampaignCards({ picture }: { picture: Picture }) {
  const { t } = useSpeech()
  return campaignsIn(picture).map((campaign) => {
    const lines = linesOf(picture, campaign)
    const open = lines.filter(({ answer }) => answer === null).length
    return (
      <section key={campaign.id} className="card">
        <p className="name">{campaign.name}</p>
        <p className={open > 0 && campaign.last < picture.today ? 'problem' : 'lead'}>
          {open > 0 ? t.campaign.left(open, campaign.last) : t.campaign.done(lines.length)}
        </p>
        <a
          className={open > 0 ? 'large primary' : 'large'}
          href={addressOf({ at: 'campaign', campaign: campaign.id })}
        >
          <Icon name="done" />
          {t.campaign.go}
        </a>
      </section>
    )
  })
}
