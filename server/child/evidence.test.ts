import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#domain/access/roles.ts'
import { addEvidence, openChildFile, readEvidence } from '#domain/child/child-api.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { verify } from '#testing/audit.ts'
import { NEIGHBOUR, newId } from '#testing/county.ts'
import { zipOf } from '#testing/zip.ts'
import { sweepEvidence } from './evidence-store.ts'

let county: TestApp
let director: Visitor
const child = newId()
const elsewhere = newId()

beforeAll(async () => {
  county = await startTestApp()
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aChild({ child }),
    aChild({ child: elsewhere, area: NEIGHBOUR }),
  )
  director = await county.as('villageDirector')
})
afterAll(() => county.close())

const LINE = '----tonghu-boundary'
function multipart(name: string, bytes: Buffer, times = 1) {
  const head = `--${LINE}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const one = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')])
  return {
    body: Buffer.concat([...Array.from({ length: times }, () => one), Buffer.from(`--${LINE}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${LINE}` },
  }
}
const upload = (name: string, bytes: Buffer, to = child, who = director, times = 1) =>
  who.ask(addEvidence, { params: { child: to, about: 'bothParentsAway' }, ...multipart(name, bytes, times) })
const download = (evidence: string, who = director) => who.ask(readEvidence, { params: { evidence } })

const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#c33' } })
const GPS = {
  IFD0: { Make: 'Huawei', Orientation: '6' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 52/1 0/1' },
}
const WORD = [
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: 'word/document.xml', content: '<?xml version="1.0"?><w:document>张三家的证明</w:document>' },
]

function everyFile(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
const evidenceFiles = () => everyFile(join(county.dataDir, 'evidence'))

describe('kept', () => {
  test('a photo, without place and camera, upright', async () => {
    const taken = await picture().withMetadata({ orientation: 6 }).withExifMerge(GPS).jpeg().toBuffer()
    expect(taken.includes('Huawei')).toBe(true)
    const { status, body } = await upload('家门口.jpg', taken)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      kind: 'jpg',
      name: '家门口.jpg',
      about: ['bothParentsAway'],
      addedBy: '村儿童主任',
    })
    const shown = await download(body.id)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    const { exif, width, height, orientation } = await sharp(shown.body as unknown as Buffer).metadata()
    expect({ exif, width, height, orientation }).toEqual({
      exif: undefined,
      width: 40,
      height: 60,
      orientation: undefined,
    })
  })

  test('a screenshot, without its comments', async () => {
    const taken = await picture().withExif(GPS).png().toBuffer()
    const { body } = await upload('截图.png', taken)
    expect(body.kind).toBe('png')
    expect((await sharp((await download(body.id)).body as unknown as Buffer).metadata()).exif).toBeUndefined()
  })

  test('a PDF and a Word document, as they came, to be downloaded only', async () => {
    for (const [name, kind, bytes] of [
      ['委托书.pdf', 'pdf', Buffer.from('%PDF-1.7\n张三家的委托书\n%%EOF')],
      ['证明.docx', 'docx', zipOf(WORD)],
      ['misnamed.jpg', 'pdf', Buffer.from('%PDF-1.4\nwhatever it is called\n%%EOF')],
    ] as const) {
      const { body } = await upload(name, bytes)
      expect(body.kind).toBe(kind)
      const { headers, body: content } = await download(body.id)
      expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      expect((content as unknown as Buffer).equals(bytes)).toBe(true)
    }
  })

  test('sealed on the disk: no file of the folder holds a readable piece', () => {
    const files = evidenceFiles()
    expect(files).toHaveLength(5)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const plain of ['%PDF', 'word/document.xml', 'IHDR', 'JFIF', '张三', '证明'])
        expect(bytes.includes(plain)).toBe(false)
      expect(statSync(file).mode & 0o077).toBe(0)
    }
  })

  test('listed in the file, recorded as an act, verified', async () => {
    const { body } = await director.ask(openChildFile, { params: { child } })
    expect(body.evidence.map(({ name }) => name)).toContain('家门口.jpg')
    const { rows } = await county.database.owner.query(
      `select from act where kind = 'evidence.add' and child = $1`,
      [child],
    )
    expect(rows).toHaveLength(5)
    expect(await verify(county)).toMatchObject({ evidence: 5, problems: [] })
  })
})

describe('refused', () => {
  const bomb = async () => picture(11_000, 11_000).png({ compressionLevel: 9 }).toBuffer()
  const cases: [string, () => Buffer | Promise<Buffer>, string][] = [
    ['a program that is called .pdf', () => Buffer.from('MZ\x90\x00 not a paper'), 'fileKind'],
    ['a page that is called .jpg', () => Buffer.from('<html><script>alert(1)</script>'), 'fileKind'],
    [
      'a picture cut off',
      async () => (await picture(400, 400).jpeg().toBuffer()).subarray(0, 900),
      'fileKind',
    ],
    ['a picture bomb of 121 megapixels', bomb, 'fileKind'],
    ['a zip that is no document', () => zipOf([{ name: 'a.txt', content: 'a' }]), 'fileKind'],
    ['a workbook', () => zipOf([WORD[0]!, { name: 'xl/workbook.xml', content: '<workbook/>' }]), 'fileKind'],
    [
      'a document with macros',
      () => zipOf([...WORD, { name: 'word/vbaProject.bin', content: 'x' }]),
      'fileKind',
    ],
    [
      'a zip bomb',
      () => zipOf([...WORD, { name: 'word/media/a', content: 'x', claims: 900_000_000 }]),
      'fileKind',
    ],
    [
      'a zip bomb that hides its size',
      () => zipOf([WORD[0]!, { name: 'word/document.xml', content: Buffer.alloc(50_000_000), claims: 100 }]),
      'fileKind',
    ],
    ['nothing', () => Buffer.alloc(0), 'fileKind'],
    [
      '10 MB and one byte',
      () => Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(10 * 1024 * 1024 - 7)]),
      'fileTooLarge',
    ],
  ]

  test.each(cases)('%s', async (_what, make, code) => {
    const before = evidenceFiles().length
    expect((await upload('证明.pdf', await make())).body).toMatchObject({ code })
    expect(evidenceFiles()).toHaveLength(before)
  })

  test('exactly 10 MB is taken', async () => {
    const whole = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(10 * 1024 * 1024 - 8)])
    expect((await upload('大.pdf', whole)).body).toMatchObject({ bytes: 10 * 1024 * 1024 })
  })

  test('two files at once, and none', async () => {
    expect((await upload('a.pdf', Buffer.from('%PDF-1.7'), child, director, 2)).body.code).toBe(
      'invalidInput',
    )
    expect((await director.ask(addEvidence, { params: { child }, body: {} })).body.code).toBe('invalidInput')
  })
})

test('out of reach looks like not there, for adding and for reading', async () => {
  const officer = await county.as('countyOfficer')
  const paper = Buffer.from('%PDF-1.7 of the neighbour')
  const { body } = await upload('邻村.pdf', paper, elsewhere, officer)
  const hidden = await download(body.id)
  const nowhere = await download(newId())
  expect(hidden.status).toBe(404)
  expect(hidden.body).toEqual(nowhere.body)
  expect((await upload('a.pdf', paper, elsewhere)).body).toEqual((await upload('a.pdf', paper, newId())).body)
  for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as Role[])
    expect((await download(body.id, await county.as(role))).body.code).toBe('notAllowed')
})

test('papers go with the child: the old village loses them, the new one has them', async () => {
  const moving = newId()
  await record(county.deps, county.actor('countyOfficer'), aChild({ child: moving }))
  const { body } = await upload('户口.pdf', Buffer.from('%PDF-1.7 hukou'), moving)
  await record(
    county.deps,
    county.actor('countyOfficer'),
    act('child.move', moving, { day: '2026-05-01', area: NEIGHBOUR, reason: '随祖父母居住' }),
  )
  expect((await download(body.id)).status).toBe(404)
  expect((await download(body.id, await county.as('townshipSupervisor'))).status).toBe(200)
})

test('with the key destroyed nobody reads it again', async () => {
  const gone = newId()
  await record(county.deps, county.actor('countyOfficer'), aChild({ child: gone }))
  const { body } = await upload('旧.pdf', Buffer.from('%PDF-1.7 old'), gone)
  await record(
    county.deps,
    county.actor('countyOfficer'),
    act('person.erase', gone, { day: '2026-05-01', person: gone, reason: '依申请删除' }),
  )
  expect((await download(body.id)).body.code).toBe('erased')
  expect((await verify(county)).problems).toEqual([])
})

test('a file without a row is swept when it is old; no other', async () => {
  const folder = join(county.dataDir, 'evidence', 'ab')
  mkdirSync(folder, { recursive: true })
  const [old, young] = [join(folder, newId()), join(folder, newId())]
  for (const file of [old, young]) writeFileSync(file, 'sealed')
  const before = evidenceFiles().length
  const now = new Date()
  for (const file of evidenceFiles())
    if (file !== young) utimesSync(file, now, new Date(now.getTime() - 7_200_000))
  expect(await sweepEvidence(county.database.connections.owner, county.dataDir, now)).toBe(1)
  expect(evidenceFiles()).toHaveLength(before - 1)
  await expect(sweepEvidence(county.database.connections.app, county.dataDir, now)).rejects.toThrow(
    'row-level security',
  )
  rmSync(young)
})

test('a damaged or missing file is found by a verification', async () => {
  const [first, second] = evidenceFiles()
  writeFileSync(first!, 'x')
  rmSync(second!)
  const { problems } = await verify(county)
  expect(problems.map(({ code }) => code).sort()).toEqual(['evidenceAltered', 'evidenceMissing'])
})
