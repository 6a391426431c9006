import type { NewAct } from '#domain/act/act.ts'
import { newId } from '#web/api/new-id.ts'
import { type Bytes, random, seal } from '../store/sealing.ts'
import type { Photo, Progress } from '../store/store.ts'

type Clock = { progress: Pick<Progress, 'offset'> }
type Wish = { child: NewAct['child']; day: string; name: string; picture: Blob }

/** Under a key of its own, so that it can lie on the server before anybody may open it. */
export async function photoOf({ progress }: Clock, wish: Wish): Promise<Omit<Photo, 'n'>> {
  const raw = random(32)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const plain: Bytes = new Uint8Array(await wish.picture.arrayBuffer())
  return {
    upload: newId(),
    evidence: newId(),
    act: newId(),
    child: wish.child,
    writtenAt: new Date(Date.now() + progress.offset).toISOString(),
    day: wish.day,
    name: wish.name,
    key: btoa(String.fromCharCode(...raw)),
    sealed: await seal(key, plain),
  }
}
