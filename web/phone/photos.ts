import type { NewAct } from '#domain/act/act.ts'
import { newId } from '#web/api/new-id.ts'
import type { Picture } from './data.ts'
import { type Bytes, random, seal } from './store/sealing.ts'
import type { Photo } from './store/store.ts'

/** Enough to read a paper by; a photo becomes some 200 kB. Project default. */
const LONGEST = 1_400
const QUALITY = 0.7

/** Smaller, upright, and without where and with what it was taken. */
export async function reduced(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return pictureOf(canvas, 'image/jpeg')
}

export const pictureOf = (canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), type, QUALITY),
  )

type Wish = { child: NewAct['child']; day: string; name: string; picture: Blob }

/** Under a key of its own, so that it can lie on the server before anybody may open it. */
export async function photoOf(picture: Picture, wish: Wish): Promise<Omit<Photo, 'n'>> {
  const raw = random(32)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const plain: Bytes = new Uint8Array(await wish.picture.arrayBuffer())
  return {
    upload: newId(),
    evidence: newId(),
    act: newId(),
    child: wish.child,
    writtenAt: new Date(Date.now() + picture.progress.offset).toISOString(),
    day: wish.day,
    name: wish.name,
    key: btoa(String.fromCharCode(...raw)),
    sealed: await seal(key, plain),
  }
}
