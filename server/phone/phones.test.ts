import { createCipheriv, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole, listTokens } from '#domain/account/account-api.ts'
import { childHistory, openChildFile, readEvidence, recordActs } from '#domain/child/child-api.ts'
import { dutyId } from '#domain/duty/duties.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import {
  addPhoto,
  decideHeldActs,
  enrolPhone,
  listHeldActs,
  listPhones,
  lockPhone,
  PHOTO_PIECE,
  pullSlice,
  pushActs,
  reopenPhone,
  uploadPhoto,
} from '#domain/phone/phone-api.ts'
import { sliceDuties } from '#domain/phone/slice.ts'
import { aChild, act, aFact, aRelative, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'
import { asInput } from '#testing/samples.ts'
import { sealForServer } from '#web/phone/store/sealing.ts'

let app: TestApp
let director: Visitor
let officer: Visitor
/** The director's phone: the same requests with its own token instead of a session. */
let phone: Visitor
let serverKey: string
let phoneId: string
const [girl, boy, away] = [newId(), newId(), newId()]
const [father, grandmother] = [newId(), newId()]

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  officer = await app.as('countyOfficer')
  const carer = { person: grandmother, relation: 'paternalGrandmother', carer: true }
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({
      child: girl,
      facts: { name: '李小禾', idNumber: '210421201503048146' },
      family: [{ person: father, relation: 'father' }, carer],
    }),
    aRelative(girl, father, { name: '李大山', phones: ['13800001111'], workPlace: '广东省东莞市' }),
    aChild({ child: boy, facts: { name: '李小树' }, family: [carer] }),
    aChild({ child: away, area: ELSEWHERE, facts: { name: '王远' } }),
  )
  const enrolled = (await director.ask(enrolPhone, { body: { label: '红米 12C' } })).body
  serverKey = enrolled.serverKey
  phoneId = enrolled.phone
  phone = app.visitor({ authorization: `Bearer ${enrolled.token}` })
})
afterAll(() => app.close())

const pulled = async (body: object = {}, who = phone) =>
  (await who.ask(pullSlice, { body: { cursor: null, ...body } })).body
const pushed = async (acts: object[], who = phone) =>
  (await who.ask(pushActs, { body: { acts } })).body.answers.map(({ outcome, code }) => code ?? outcome)
const aVisit = (child: string, more: object = {}) =>
  act('service.record', child, {
    day: '2026-05-30',
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
    problems: [],
    words: {},
    facts: {},
    ...more,
  })

test('a phone is sent the children of its villages and nobody else, with numbers masked', async () => {
  const all = await pulled()
  expect(all.rows.map(({ id }) => id).sort()).toEqual([girl, boy].sort())
  expect(all).toMatchObject({ full: true, known: true, next: null, epoch: '210421.1' })
  const row = all.rows.find(({ id }) => id === girl)!
  expect(row.facts).toMatchObject({ name: '李小禾', birthDate: '2015-03-04' })
  expect(row.facts.idNumber).toMatch(/\*/)
  expect(row.family.find(({ person }) => person === father)?.facts.workPlace).toBe('广东省东莞市')
  expect(all.shared?.content.areas).toContainEqual(expect.objectContaining({ code: VILLAGE }))
  const again = await pulled({ shared: all.shared?.digest, cursor: all.cursor })
  expect(again).toMatchObject({ full: false, rows: [], spells: {} })
  expect(again.shared).toBeUndefined()
})

test('what has to be done is told on the phone as on the server', async () => {
  const { policyBook } = await import('#domain/policy/policy.ts')
  const all = await pulled()
  const book = policyBook(all.shared!.content.policy as never)
  const onServer = (await director.ask(listDuties, { params: { when: 'all' } })).body
  const onPhone = all.rows.flatMap((row) =>
    sliceDuties(row, book, onServer.today).map((duty) => [dutyId(row.id, duty), duty.due, duty.tier]),
  )
  expect(onPhone.sort()).toEqual(onServer.rows.map((row) => [dutyId(row.id, row), row.due, row.tier]).sort())
})

test('after a change only the children that it is about come again; of a shared relative all of them', async () => {
  const { cursor } = await pulled()
  expect(await pushed([aFact(boy, { hobbies: '画画' })])).toEqual(['kept'])
  const next = await pulled({ cursor })
  expect(next.rows.map(({ id }) => id)).toEqual([boy])
  await record(app.deps, app.actor('countyOfficer'), aRelative(girl, grandmother, { name: '佟秀兰' }))
  expect((await pulled({ cursor: next.cursor })).rows.map(({ id }) => id).sort()).toEqual([girl, boy].sort())
})

test('each act has a receipt; sent again it is the same act', async () => {
  const good = aVisit(girl)
  const bad = aVisit(girl, { day: '2026-06-09' })
  expect(await pushed([good, bad, aVisit(boy)])).toEqual(['kept', 'invalidInput', 'kept'])
  expect(await pushed([good])).toEqual(['kept'])
  const unknown = newId()
  const { missing } = await pulled({ check: [good.id, bad.id, unknown] })
  expect(missing).toEqual([bad.id, unknown])
  const history = (await director.ask(childHistory, { params: { child: girl } })).body.entries
  expect(history.filter(({ act: id }) => id === good.id)).toHaveLength(1)
})

test('a server that is not where the phone has read up to says so, and sends everything', async () => {
  const { cursor } = await pulled()
  const told = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  for (const other of [{ epoch: 7 }, { place: told.place + 3 }, { mark: newId() }]) {
    const changed = Buffer.from(JSON.stringify({ ...told, ...other })).toString('base64url')
    expect(await pulled({ cursor: changed }), JSON.stringify(Object.keys(other))).toMatchObject({
      known: false,
      full: true,
    })
  }
  expect(await phone.ask(pullSlice, { body: { cursor: '???' } })).toMatchObject({ status: 400 })
})

test('acts about a child who has left the reach wait for whoever has it now, in order and in his name', async () => {
  const lost = aVisit(boy, { problems: ['schooling'], words: { note: '说想爸爸' } })
  const later = aFact(boy, { hobbies: '踢球' })
  const nobody = aFact(newId(), { hobbies: '下棋' })
  await officer.ask(recordActs, {
    body: {
      acts: [act('child.move', boy, { day: '2026-06-01', area: NEIGHBOUR, reason: '随祖母搬到养树村' })],
    },
  })
  expect(await pushed([lost, later, nobody])).toEqual(['held', 'held', 'held'])
  expect(await pushed([lost])).toEqual(['held'])
  expect((await director.ask(listHeldActs)).body.rows).toEqual([])
  const neighbour = await app.add({
    login: 'neighbour',
    name: '养树村主任',
    role: 'villageDirector',
    villages: [NEIGHBOUR],
  })
  expect(neighbour).toBeTruthy()
  const owner = await app.signIn('neighbour')
  const waiting = (await owner.ask(listHeldActs)).body.rows
  expect(waiting.map(({ id, name, by }) => [id, name, by])).toEqual([
    [lost.id, '李小树', '村儿童主任'],
    [later.id, '李小树', '村儿童主任'],
  ])
  expect(waiting[0]?.says.map(({ zh, value }) => [zh, value])).toEqual([
    ['发现的问题', '上学就学'],
    ['文字记录', '说想爸爸'],
  ])
  expect(waiting[1]?.says.map(({ zh, value }) => [zh, value])).toEqual([['爱好', '踢球']])
  expect((await officer.ask(listHeldActs)).body.rows.map(({ id }) => id)).toContain(nobody.id)
  const decided = (
    await owner.ask(decideHeldActs, { body: { ids: waiting.map(({ id }) => id), decision: 'take' } })
  ).body
  expect(decided.answers.map(({ outcome }) => outcome)).toEqual(['taken', 'taken'])
  const entry = (await owner.ask(childHistory, { params: { child: boy } })).body.entries.find(
    ({ act: id }) => id === lost.id,
  )
  expect(entry?.author.name).toBe('村儿童主任')
  expect((await owner.ask(openChildFile, { params: { child: boy } })).body.facts.hobbies?.value).toBe('踢球')
  expect((await owner.ask(listHeldActs)).body.rows).toEqual([])
  expect(await pushed([lost])).toEqual(['kept'])
  const gone = { ids: [nobody.id], decision: 'decline' }
  expect(await officer.ask(decideHeldActs, { body: gone })).toMatchObject({ status: 400 })
  expect((await officer.ask(decideHeldActs, { body: { ...gone, reason: '查无此人' } })).body.answers).toEqual(
    [{ id: nobody.id, outcome: 'declined' }],
  )
})

test('a village added or taken away changes what the phone holds', async () => {
  const before = await pulled()
  const security = await app.as('securityAdmin')
  const grant = (villages: string[]) =>
    security.ask(grantRole, {
      params: { account: app.accounts.villageDirector },
      body: { role: 'villageDirector', villages },
    })
  expect((await grant([VILLAGE, NEIGHBOUR])).status).toBe(200)
  const enrolled = (await (await app.signIn('director')).ask(enrolPhone, { body: { label: '新手机' } })).body
  const renewed = app.visitor({ authorization: `Bearer ${enrolled.token}` })
  const after = await pulled({ cursor: before.cursor }, renewed)
  expect(after).toMatchObject({ full: true, known: true })
  expect(after.rows.map(({ id }) => id).sort()).toEqual([girl, boy].sort())
  expect(after.digest).not.toBe(before.digest)
  expect((await pulled({ cursor: after.cursor, ids: true }, renewed)).ids?.sort()).toEqual([girl, boy].sort())
  phone = renewed
  phoneId = enrolled.phone
})

test('the key of a store comes back to whoever it belongs to, and to nobody else', async () => {
  const self = await app.signIn('director')
  const account = app.accounts.villageDirector
  const key = randomBytes(32)
  const seal = async (whose: string) =>
    Buffer.from(
      await sealForServer(
        Buffer.from(serverKey, 'base64'),
        Buffer.concat([Buffer.from(whose.replaceAll('-', ''), 'hex'), key]),
      ),
    ).toString('base64')
  const opened = await self.ask(reopenPhone, { body: { sealed: await seal(account) } })
  expect(Buffer.from(opened.body.key, 'base64')).toEqual(key)
  const foreign = await self.ask(reopenPhone, { body: { sealed: await seal(app.accounts.countyOfficer) } })
  expect(foreign).toMatchObject({ status: 409, body: { code: 'phoneKeyLost' } })
  // A phone's token alone opens no store, and nothing of the desk.
  expect((await phone.ask(openChildFile, { params: { child: girl } })).status).toBe(401)
  expect((await self.ask(listTokens)).body.tokens).toEqual([])
  expect(await phone.ask(reopenPhone, { body: { sealed: await seal(account) } })).toMatchObject({
    status: 403,
  })
})

test('a supervisor sees the phones of her township, how long they are away, and locks a lost one', async () => {
  await pulled({ waiting: 3 })
  const supervisor = await app.as('townshipSupervisor')
  const seen = (await supervisor.ask(listPhones)).body.phones
  expect(seen.find(({ id }) => id === phoneId)).toMatchObject({
    account: '村儿童主任',
    waiting: 3,
    own: false,
    syncedAt: '2026-06-01T02:00:00.000Z',
  })
  const stranger = await app.add({
    login: 'far',
    name: '远村',
    role: 'villageDirector',
    villages: [ELSEWHERE],
  })
  expect(stranger).toBeTruthy()
  const far = await app.signIn('far')
  expect((await far.ask(listPhones)).body.phones).toEqual([])
  expect(await far.ask(lockPhone, { params: { phone: phoneId } })).toMatchObject({ status: 404 })
  expect((await supervisor.ask(lockPhone, { params: { phone: phoneId } })).status).toBe(200)
  expect(await phone.ask(pullSlice, { body: { cursor: null } })).toMatchObject({ status: 401 })
})

test('a photo arrives in pieces, continues where it stopped, and is opened with its key, once', async () => {
  const self = await app.signIn('director')
  const { token } = (await self.ask(enrolPhone, { body: { label: '拍照手机' } })).body
  const camera = app.visitor({ authorization: `Bearer ${token}` })
  const jpeg = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#8a5a2b' } })
    .jpeg()
    .toBuffer()
  const [key, iv] = [randomBytes(32), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([iv, cipher.update(jpeg), cipher.final(), cipher.getAuthTag()])
  const upload = newId()
  const half = Math.floor(sealed.length / 2)
  const send = async (at: number, bytes: Buffer) => {
    const input = asInput({
      params: { upload, at: String(at) },
      multipart: { name: 'piece', content: bytes },
    })
    return (await camera.ask(uploadPhoto, input)).body.has
  }
  expect(await send(0, Buffer.alloc(0))).toBe(0)
  expect(await send(0, sealed.subarray(0, half))).toBe(half)
  // The reply was lost and the piece comes again, also beside itself.
  expect(await Promise.all([send(0, sealed.subarray(0, half)), send(half, sealed.subarray(half))])).toEqual([
    half,
    sealed.length,
  ])
  const photo = {
    upload,
    key: key.toString('base64'),
    child: girl,
    evidence: newId(),
    act: newId(),
    writtenAt: '2026-06-01T02:00:00Z',
    day: '2026-06-01',
    name: '走访照片.jpg',
  }
  const other = { ...photo, key: randomBytes(32).toString('base64'), upload: newId() }
  expect(await camera.ask(addPhoto, { body: other })).toMatchObject({
    status: 409,
    body: { code: 'uploadBroken' },
  })
  expect((await camera.ask(addPhoto, { body: photo })).status).toBe(200)
  expect((await camera.ask(addPhoto, { body: photo })).status).toBe(200)
  const { evidence } = (await self.ask(openChildFile, { params: { child: girl } })).body
  expect(evidence.filter(({ id }) => id === photo.evidence).map(({ name, kind }) => [name, kind])).toEqual([
    ['走访照片.jpg', 'jpg'],
  ])
  // Of a child who is another village's by now: kept for its director, who takes the picture with the record.
  const gone = { ...photo, upload: newId(), evidence: newId(), act: newId(), child: away }
  const again = asInput({
    params: { upload: gone.upload, at: '0' },
    multipart: { name: 'piece', content: sealed },
  })
  expect((await camera.ask(uploadPhoto, again)).status).toBe(200)
  expect((await camera.ask(addPhoto, { body: gone })).body).toEqual({ held: true })
  expect((await officer.ask(listHeldActs)).body.rows.flatMap(({ says }) => says)).toEqual([
    { zh: '照片', en: 'Photo', value: '走访照片.jpg' },
  ])
  expect(
    (await officer.ask(decideHeldActs, { body: { ids: [gone.act], decision: 'take' } })).body.answers,
  ).toEqual([{ id: gone.act, outcome: 'taken' }])
  expect((await officer.ask(readEvidence, { params: { evidence: gone.evidence } })).status).toBe(200)
  const large = Buffer.alloc(PHOTO_PIECE + 10)
  const input = asInput({
    params: { upload: newId(), at: '0' },
    multipart: { name: 'piece', content: large },
  })
  expect((await camera.ask(uploadPhoto, input)).status).toBe(413)
})
