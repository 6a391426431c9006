import type { NewAct } from '#domain/act/act.ts'
import { newId } from '#web/api/new-id.ts'
import type { PhoneMessages } from '#web/messages/phone-zh-CN.ts'
import type { Phone, Picture } from './data.ts'
import type { Photo } from './store/store.ts'

/** Names and dates acts as this phone writes them; the day is the server's as far as it is known. */
export const written = (picture: Picture, drafts: readonly object[]): NewAct[] => {
  const writtenAt = new Date(Date.now() + picture.progress.offset).toISOString()
  return drafts.map((draft) => ({ id: newId(), writtenAt, ...draft }) as unknown as NewAct)
}

/** undefined: kept on the phone. Otherwise why it was not; nothing of it is there then. */
export async function keep(
  phone: Phone,
  acts: readonly NewAct[],
  t: PhoneMessages,
  photos: readonly Omit<Photo, 'n'>[] = [],
): Promise<string | undefined> {
  try {
    await phone.accept(acts, photos)
    return undefined
  } catch (error) {
    return (error as { name?: string })?.name === 'QuotaExceededError' ? t.visit.full : t.visit.failed
  }
}
