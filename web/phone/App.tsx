import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { AgreementPage } from './agreement/AgreementPage.tsx'
import { DraftPage } from './agreement/DraftPage.tsx'
import { CampaignPage } from './CampaignPage.tsx'
import { ChildPage } from './ChildPage.tsx'
import { Children } from './Children.tsx'
import { ClosePage } from './ClosePage.tsx'
import { Door } from './Door.tsx'
import type { Phone } from './data.ts'
import { FactsPage } from './FactsPage.tsx'
import { FoundPage } from './FoundPage.tsx'
import { Me } from './Me.tsx'
import { MendPage } from './MendPage.tsx'
import { addressOf, usePlace } from './nav.ts'
import { Icon } from './parts.tsx'
import { Records } from './Records.tsx'
import { Speaking, useSpeech } from './speak.tsx'
import { Today } from './Today.tsx'
import { VisitPage } from './VisitPage.tsx'

/** Locks itself when it lay unused for so long; what was typed is kept (use-draft.ts). Project default. */
const IDLE_MS = 10 * 60_000
const SYNC_EVERY_MS = 5 * 60_000

export const App = () => (
  <Speaking>
    <Checked />
  </Speaking>
)

/** What keeps a browser from being used at all is said first, with what to do. */
function Checked() {
  const { t } = useSpeech()
  const agent = navigator.userAgent
  if (/MicroMessenger|\bQQ\//.test(agent)) return <p className="hint-page">{t.browser.inWechat}</p>
  if (!window.isSecureContext) return <p className="hint-page">{t.browser.insecure}</p>
  if (!('indexedDB' in window) || !window.crypto?.subtle) return <p className="hint-page">{t.browser.old}</p>
  return <Unlockable />
}

function Unlockable() {
  const [phone, setPhone] = useState<Phone>()
  const lock = useCallback(() => {
    setPhone((open) => {
      open?.close()
      return undefined
    })
  }, [])
  return phone ? <Inside phone={phone} lock={lock} /> : <Door onOpen={setPhone} onShut={lock} />
}

function Inside({ phone, lock }: { phone: Phone; lock(): void }) {
  const { t } = useSpeech()
  const place = usePlace()
  const picture = useSyncExternalStore(phone.subscribe, phone.picture)
  useEffect(() => {
    const sync = () => void phone.sync()
    sync()
    const timer = setInterval(sync, SYNC_EVERY_MS)
    window.addEventListener('online', sync)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', sync)
    }
  }, [phone])
  useEffect(() => {
    let at = Date.now()
    const used = () => {
      if (Date.now() - at > IDLE_MS) lock()
      at = Date.now()
    }
    const timer = setInterval(() => Date.now() - at > IDLE_MS && lock(), 30_000)
    const events = ['pointerdown', 'keydown', 'visibilitychange']
    for (const event of events) document.addEventListener(event, used)
    return () => {
      clearInterval(timer)
      for (const event of events) document.removeEventListener(event, used)
    }
  }, [lock])
  const props = { phone, picture }
  const refused = picture.outbox.filter((entry) => entry.refused).length
  return (
    <>
      {place.at === 'today' && <Today {...props} />}
      {place.at === 'children' && <Children {...props} />}
      {place.at === 'records' && <Records {...props} />}
      {place.at === 'me' && <Me {...props} lock={lock} />}
      {place.at === 'child' && <ChildPage {...props} id={place.child} />}
      {place.at === 'visit' && (
        <VisitPage key={place.child + (place.mends ?? '')} {...props} id={place.child} mends={place.mends} />
      )}
      {place.at === 'facts' && (
        <FactsPage key={place.child + place.person} {...props} id={place.child} person={place.person} />
      )}
      {place.at === 'agreement' && <AgreementPage key={place.child} {...props} id={place.child} />}
      {place.at === 'draft' && <DraftPage key={place.child} {...props} id={place.child} />}
      {place.at === 'close' && <ClosePage {...props} {...place} />}
      {place.at === 'campaign' && <CampaignPage {...props} id={place.campaign} />}
      {place.at === 'found' && <FoundPage {...props} campaign={place.campaign} />}
      {place.at === 'mend' && <MendPage {...props} n={place.n} />}
      <nav aria-label={t.menu}>
        {(['today', 'children', 'records', 'me'] as const).map((at) => (
          <a key={at} href={addressOf({ at })} aria-current={place.at === at ? 'page' : undefined}>
            <Icon name={at} />
            {t.tabs[at]}
            {at === 'records' && refused > 0 && <span className="badge wrong">{refused}</span>}
            {at === 'me' && picture.outbox.length > refused && (
              <span className="badge">{picture.outbox.length - refused}</span>
            )}
          </a>
        ))}
      </nav>
    </>
  )
}
