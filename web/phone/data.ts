import type { NewAct } from '#domain/act/act.ts'
import type { TemplateVersion } from '#domain/assessment/template-book.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { type Duty, dutyId } from '#domain/duty/duties.ts'
import { type SliceChild, sliceDuties, withWritten } from '#domain/phone/slice.ts'
import { type PolicyBook, type PolicyEntry, policyBook } from '#domain/policy/policy.ts'
import { isSignedOut, lineOf, pieceOf, refusalOf } from './line.ts'
import { type Entry, openStore, type Photo, type Progress, type Receipt, type Store } from './store/store.ts'
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

  async #look(state: Partial<Picture> = {}): Promise<void> {
    const [rows, outbox, receipts, photos, progress] = await Promise.all([
      this.#store.rows(),
      this.#store.outbox(),
      this.#store.receipts(),
      this.#store.photos(),
      this.#store.progress(),
    ])
    if (!progress) throw new Error('the phone is not enrolled')
    const today = this.#today(progress)
    // What the server has and has not sent back yet counts as well.
    const written = [...receipts.filter(({ sure }) => !sure), ...outbox].map(({ act }) => act)
    const children = rows.map((row) => withWritten(row, written))
    const book = bookOf(progress)
    this.#picture = {
      ...this.#picture,
      ...state,
      children: children.sort(byName),
      outbox,
      receipts,
      photos,
      progress,
      today,
      due: book ? dueOf(children, book, today) : [],
    }
    for (const listener of this.#listeners) listener()
  }

  /** When this ends the acts are on the phone's disk, and go to the server as soon as there is a line. */
  async accept(acts: readonly NewAct[], photos: readonly Omit<Photo, 'n'>[] = []): Promise<void> {
    await this.#store.accept(acts, photos)
    await this.#look()
    void this.sync()
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

  /** One at a time, in all pages of this phone. */
  async sync(): Promise<void> {
    if (this.#picture.syncing) return
    await this.#look({ syncing: true })
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

const byName = (a: SliceChild, b: SliceChild) =>
  String(a.facts.name ?? '').localeCompare(String(b.facts.name ?? ''), 'zh-CN')

function bookOf({ shared }: Progress): PolicyBook | undefined {
  return (
    shared &&
    policyBook(
      shared.content.policy as unknown as PolicyEntry[],
      shared.content.templates as unknown as TemplateVersion[],
    )
  )
}

const dueOf = (children: readonly SliceChild[], book: PolicyBook, today: PlainDate): DueRow[] =>
  children
    .flatMap((child) =>
      sliceDuties(child, book, today)
        .filter(({ ends }) => ends === null || ends > today)
        .map((duty) => ({ ...duty, child, id: dutyId(child.id, duty) })),
    )
    .sort((a, b) => (a.due === b.due ? (a.child.id < b.child.id ? -1 : 1) : a.due < b.due ? -1 : 1))

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
