import type { NewAct } from '#domain/act/act.ts'
import type { TemplateVersion } from '#domain/assessment/template-book.ts'
import { type RunningCampaign, runningCampaigns } from '#domain/campaign/on-phone.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { type Duty, dutyId } from '#domain/duty/duties.ts'
import { readNoticesOnPhone } from '#domain/notice/notice-api.ts'
import { type SliceChild, sliceDuties, withWritten } from '#domain/phone/slice.ts'
import { type PolicyBook, type PolicyEntry, policyBook } from '#domain/policy/policy.ts'
import { SHIPPED } from '#domain/policy/shipped.ts'
import { isSignedOut, lineOf, pieceOf, refusalOf } from './line.ts'
import {
  type Drafts,
  type Entry,
  openStore,
  type Photo,
  type Progress,
  type Receipt,
  type Store,
} from './store/store.ts'
import { shut, type Unlocked } from './store/workers.ts'
import { digestOf } from './sync/digest.ts'
import { mend, synchronise } from './sync/engine.ts'

export type DueRow = Duty & { child: SliceChild; id: string }

/** What the screens show: a picture of the store, taken after each change. */
export type Picture = {
  children: readonly SliceChild[]
  outbox: readonly Entry[]
  receipts: readonly Receipt[]
  photos: readonly Photo[]
  progress: Progress
  today: PlainDate
  due: readonly DueRow[]
  syncing: boolean
  /** Why the last try ended; null when it came to its end. */
  failure: unknown
}

/** One person's phone while it is unlocked: reads and writes the store, and lets it be synchronised. */
export class Phone {
  readonly id: string
  readonly #store: Store
  #picture!: Picture
  #rows: readonly SliceChild[] = []
  #drafts: Drafts = {}
  readonly #listeners = new Set<() => void>()
  #onShut: () => void

  private constructor(id: string, store: Store, onShut: () => void) {
    this.id = id
    this.#store = store
    this.#onShut = onShut
  }

  static async open(unlocked: Unlocked, onShut: () => void): Promise<Phone> {
    const store = await openStore(unlocked)
    const phone = new Phone(unlocked.id, store, onShut)
    phone.#drafts = await store.drafts()
    await phone.#look({ syncing: false, failure: null })
    return phone
  }

  close(): void {
    this.#store.close()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
  picture = (): Picture => this.#picture

  /** The server's day, as far as the phone knows its own clock to be wrong. */
  #today = ({ offset }: Progress): PlainDate => chinaDay(new Date(Date.now() + offset))

  /** Reads and opens everything again: after a sync. */
  async #look(state: Partial<Picture> = {}): Promise<void> {
    const [rows, outbox, receipts, photos, progress] = await Promise.all([
      this.#store.rows(),
      this.#store.outbox(),
      this.#store.receipts(),
      this.#store.photos(),
      this.#store.progress(),
    ])
    if (!progress) throw new Error('the phone is not enrolled')
    this.#rows = rows.sort(byName)
    this.#show({ ...state, outbox, receipts, photos, progress })
  }

  /** What is shown follows from what the server sent last and what was written here since. */
  #show(state: Partial<Picture>): void {
    const { outbox, receipts, photos, progress, ...rest } = { ...this.#picture, ...state }
    const today = this.#today(progress)
    // What the server has and has not sent back yet counts as well.
    const written = [...receipts.filter(({ sure }) => !sure), ...outbox].map(({ act }) => act)
    const children = this.#rows.map((row) => withWritten(row, written))
    const due = dueOf(children, progress, today)
    this.#picture = { ...rest, outbox, receipts, photos, progress, children, today, due }
    for (const listener of this.#listeners) listener()
  }

  /** When this ends the acts are on the phone's disk, and go to the server as soon as there is a line. */
  async accept(acts: readonly NewAct[], photos: readonly Omit<Photo, 'n'>[] = []): Promise<void> {
    const { epoch, place } = this.#picture.progress
    const knew = epoch !== null && place !== undefined ? { epoch, place } : undefined
    const places = await this.#store.accept(acts, photos, knew)
    // Nothing else has changed: the rest need not be opened again.
    const { outbox, photos: before } = this.#picture
    this.#show({
      outbox: [...outbox, ...acts.map((act, i) => ({ n: places[i]!, act, ...(knew && { knew }) }))],
      photos: [...before, ...photos.map((photo, i) => ({ ...photo, n: places[acts.length + i]! }))],
    })
    void this.sync()
  }

  /** What was typed into a form before the page was left or killed. */
  draft<T>(place: string): T | undefined {
    return this.#drafts[place] as T | undefined
  }

  /** undefined: the form was saved, nothing of it is left to keep. */
  async keepDraft(place: string, typed: unknown): Promise<void> {
    const { [place]: _, ...others } = this.#drafts
    this.#drafts = typed === undefined ? others : { ...others, [place]: typed }
    // A full disk keeps nobody from going on.
    await this.#store.change({ drafts: this.#drafts }).catch(() => {})
  }

  async mend(entry: Entry, act: NewAct): Promise<void> {
    await mend(this.#store, entry, act)
    await this.#look()
    void this.sync()
  }

  /** A new token after the phone was locked or its term was over. */
  async enrolled(token: string, serverKey: string): Promise<void> {
    await this.#store.change({ progress: { ...this.#picture.progress, token, serverKey } })
    await this.#look()
  }

  /** What was read here is read on the desk too. Wants a line. */
  async noticesRead(): Promise<void> {
    const { token, shared } = this.#picture.progress
    const [latest] = shared?.content.notices ?? []
    if (!latest) return
    await lineOf(token)(readNoticesOnPhone, { until: latest.toldAt })
    await this.sync()
  }

  /** One at a time, in all pages of this phone. */
  async sync(): Promise<void> {
    if (this.#picture.syncing) return
    this.#show({ syncing: true })
    let failure: unknown = null
    try {
      const run = () => synchronise(this.#sync())
      await (navigator.locks ? navigator.locks.request(`t-${this.id}`, run) : run())
    } catch (error) {
      failure = error
      if (isSignedOut(error)) {
        await shut(this.id)
        this.#onShut()
        return
      }
    }
    await this.#look({ syncing: false, failure })
  }

  #sync = () => ({
    store: this.#store,
    ask: lineOf(this.#picture.progress.token),
    sendPiece: pieceOf(this.#picture.progress.token),
    now: () => Date.now(),
    digest: digestOf,
    refusalOf,
  })
}

const inPinyin = new Intl.Collator('zh-CN')
const byName = (a: SliceChild, b: SliceChild) =>
  inPinyin.compare(String(a.facts.name ?? ''), String(b.facts.name ?? ''))

/** An app that was just updated may ask by keys that the server has not told yet: those as they are shipped. */
function withShipped(told: readonly PolicyEntry[]): PolicyEntry[] {
  const keys = new Set(told.map(({ key }) => key))
  return [...told, ...SHIPPED.filter(({ key }) => !keys.has(key))]
}

/** The rules that the server has sent, also those that an agreement is asked by. */
export function bookOf({ shared }: Pick<Progress, 'shared'>): PolicyBook | undefined {
  return (
    shared &&
    policyBook(
      withShipped(shared.content.policy as unknown as PolicyEntry[]),
      shared.content.templates as unknown as TemplateVersion[],
    )
  )
}

/** What a child owes under one book of rules on one day: told once as long as the child stays as it is. */
type Told = {
  shared: Progress['shared']
  book: PolicyBook
  campaigns: readonly RunningCampaign[]
  today: PlainDate
  due: WeakMap<SliceChild, DueRow[]>
}
let told: Told | undefined

function toldUnder({ shared, ...progress }: Progress, today: PlainDate): Told | undefined {
  if (told && told.shared === shared && told.today === today) return told
  const book = bookOf({ shared, ...progress })
  const campaigns = runningCampaigns(shared?.content.campaigns)
  told = book && { shared, book, campaigns, today, due: new WeakMap() }
  return told
}

function dueOf(children: readonly SliceChild[], progress: Progress, today: PlainDate): DueRow[] {
  const under = toldUnder(progress, today)
  if (!under) return []
  const dutiesOf = (child: SliceChild): DueRow[] => {
    const known = under.due.get(child)
    if (known) return known
    const due = sliceDuties(child, under.book, today, under.campaigns)
      .filter(({ opens, ends }) => (!opens || opens <= today) && (ends === null || ends > today))
      .map((duty) => ({ ...duty, child, id: dutyId(child.id, duty) }))
    under.due.set(child, due)
    return due
  }
  return children
    .flatMap(dutiesOf)
    .sort((a, b) => (a.due === b.due ? (a.child.id < b.child.id ? -1 : 1) : a.due < b.due ? -1 : 1))
}

/** Due by the end of this week is worth a way today. */
const SOON_DAYS = 7
export const isSoon = ({ due }: Pick<Duty, 'due'>, today: PlainDate) => due <= addDays(today, SOON_DAYS)

/** Whom the same person looks after: one door, one visit. */
export function household(child: SliceChild, children: readonly SliceChild[]): SliceChild[] {
  const carer = child.family.find((member) => member.carer)?.person
  const others = carer
    ? children.filter(
        (other) => other.id !== child.id && other.family.some((one) => one.carer && one.person === carer),
      )
    : []
  return [child, ...others]
}

/** Why a visit was returned, and which. */
export function returnOf({ acts }: SliceChild, act: string): { visit: string; reason: string } | undefined {
  const body = acts.find(({ id }) => id === act)?.body
  return body && { visit: String(body.visit), reason: String(body.reason ?? '') }
}
