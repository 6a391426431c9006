import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#domain/ids.ts'
import { aFact } from './acts.ts'
import { shippedBody } from './assessments.ts'

/** What a sample request is about. */
export type Scene = {
  child: string
  /** A parent of the child, and an agreement that waits for his signature. */
  parent: string
  agreement: string
  evidence: string
  importId: string
  account: string
  session: string
  token: string
  report: string
  /** Somebody who may be named as responsible. */
  cadre: string
}
type Sample = {
  params?: Record<string, string>
  body?: unknown
  multipart?: { name: string; content: Buffer }
}

const anId = () => uuidv7(Date.now(), randomBytes(10))

/** A child and everything that hangs on it which are not there. */
export const nowhere = (): Scene => ({
  child: anId(),
  parent: anId(),
  agreement: anId(),
  evidence: anId(),
  importId: anId(),
  account: anId(),
  session: anId(),
  token: anId(),
  report: anId(),
  cadre: anId(),
})

/** A well-formed request to every endpoint; suites over all of them fail for one that has none. */
export const SAMPLES: Record<string, (scene: Scene) => Sample> = {
  signIn: () => ({ body: { login: 'nobody', password: 'nothing' } }),
  demoAccounts: () => ({}),
  enrolPhone: () => ({ body: { label: '红米 12C' } }),
  reopenPhone: () => ({ body: { sealed: Buffer.alloc(120, 4).toString('base64') } }),
  listPhones: () => ({}),
  listNotices: () => ({}),
  readNotices: () => ({ body: { until: '2026-06-01T02:00:00Z' } }),
  readNoticesOnPhone: () => ({ body: { until: '2026-06-01T02:00:00Z' } }),
  noticePreference: () => ({}),
  setNoticePreference: () => ({ body: { sms: true, phone: '13900001111' } }),
  listUndelivered: () => ({}),
  sendAgain: () => ({ params: { notice: anId() } }),
  lockPhone: () => ({ params: { phone: anId() } }),
  pullSlice: ({ child }) => ({ body: { cursor: null, wanted: [child] } }),
  pushActs: ({ child }) => ({ body: { acts: [aFact(child, { health: 'healthy' })] } }),
  uploadPhoto: () => ({
    params: { upload: anId(), at: '0' },
    multipart: { name: 'piece', content: Buffer.alloc(100, 7) },
  }),
  addPhoto: ({ child }) => ({
    body: {
      upload: anId(),
      key: Buffer.alloc(32, 1).toString('base64'),
      child,
      evidence: anId(),
      act: anId(),
      writtenAt: '2026-06-01T02:00:00Z',
      day: '2026-06-01',
      name: '照片.jpg',
    },
  }),
  listHeldActs: () => ({}),
  decideHeldActs: () => ({ body: { ids: [anId()], decision: 'take' } }),
  circumstanceGaps: () => ({}),
  revealRestricted: ({ child }) => ({ params: { child }, body: { reason: '核对用药补助' } }),
  countRestricted: () => ({}),
  explainChild: ({ child }) => ({ params: { child } }),
  listPolicy: () => ({}),
  proposePolicy: () => ({
    body: {
      id: anId(),
      key: 'leftBehindMonthsAway',
      scope: '210421000000',
      from: '2026-01-01',
      value: 6,
      document: '县民政局文件',
      clause: '第二条',
      reason: '与省里口径一致',
    },
  }),
  decidePolicy: () => ({ params: { proposal: anId() }, body: { decision: 'rejected' } }),
  listTemplates: () => ({}),
  saveDraft: () => ({
    body: {
      id: anId(),
      template: 'threeColours',
      from: '2026-06-01',
      body: shippedBody('threeColours'),
      reason: '按本县实际',
      revision: 0,
    },
  }),
  decideDraft: () => ({ params: { draft: anId() }, body: { decision: 'rejected', revision: 1 } }),
  triedChildren: () => ({ params: { draft: anId() } }),
  assessmentsOfChild: ({ child }) => ({ params: { child } }),
  listCampaigns: () => ({}),
  previewCampaign: () => ({ body: { area: '210421000000' } }),
  startCampaign: () => ({
    body: { id: anId(), name: '第二季度摸排', area: '210421000000', first: '2026-06-01', last: '2026-06-30' },
  }),
  readCampaign: () => ({ params: { campaign: anId() } }),
  campaignChildren: () => ({ params: { campaign: anId() } }),
  campaignDiff: () => ({ params: { campaign: anId(), before: anId() } }),
  diffChildren: () => ({ params: { campaign: anId(), before: anId(), counter: 'came' } }),
  closeCampaign: () => ({ params: { campaign: anId() }, body: {} }),
  exportCampaign: () => ({ params: { campaign: anId() }, body: { purpose: '报县政府' } }),
  riskFigures: () => ({}),
  riskChildren: () => ({ params: { counter: 'red' } }),
  me: () => ({}),
  signOut: () => ({}),
  changePassword: () => ({ body: { current: 'wrong', next: 'another-long-1' } }),
  beginSecondFactor: () => ({ body: { password: 'wrong' } }),
  confirmSecondFactor: () => ({ body: { code: '000000' } }),
  listSessions: () => ({}),
  revokeSession: ({ session }) => ({ params: { session } }),
  listTokens: () => ({}),
  createToken: () => ({ body: { label: '抄送', days: 7, password: 'wrong' } }),
  revokeToken: ({ token }) => ({ params: { token } }),
  listAccounts: () => ({}),
  createAccount: () => ({ body: { login: `new-${anId().slice(-6)}`, name: '新来的' } }),
  grantRole: ({ account }) => ({ params: { account }, body: { role: 'countyLeader', area: '210421000000' } }),
  disableAccount: ({ account }) => ({ params: { account } }),
  resetPassword: ({ account }) => ({ params: { account } }),
  listAreas: () => ({}),
  listOffices: () => ({}),
  addOffice: () => ({ body: { kind: 'school', name: '石文镇中心小学', area: '210421101000' } }),
  changeArea: () => ({
    body: {
      kind: 'renamed',
      code: '210421101215',
      onDay: '2026-05-01',
      name: '连刀村民委员会',
      shortName: '连刀村',
    },
  }),
  areaHistory: () => ({ params: { code: '210421101215' } }),
  listChildren: () => ({ body: { q: '李小禾', columns: ['idNumber'] } }),
  openChildFile: ({ child }) => ({ params: { child } }),
  listDuties: () => ({ params: { when: 'overdue' } }),
  drawPlan: () => ({}),
  drawChecks: () => ({
    body: {
      id: anId(),
      area: '210421101000',
      rule: { by: 'village', size: 'share', n: 10, atLeastOne: true },
      due: '2026-06-20',
      reason: '补充抽取',
    },
  }),
  listDraws: () => ({}),
  openDraw: () => ({ params: { draw: anId() } }),
  drawnChildren: () => ({ params: { draw: anId() } }),
  drawFrame: () => ({ params: { draw: anId() } }),
  exportDraw: () => ({ params: { draw: anId() }, body: { purpose: '月度通报' } }),
  listConflicts: () => ({}),
  decideConflict: ({ child }) => ({
    body: {
      child,
      second: anId(),
      fact: 'health',
      choice: 'first',
      reason: '已核实',
      acts: [anId(), anId()],
    },
  }),
  dutyPeople: () => ({}),
  assignDuties: ({ child }) => ({
    body: { id: anId(), to: null, duties: [{ child, rule: 'visit', period: '2026-05-01' }] },
  }),
  gridOf: () => ({}),
  gridChildren: () => ({ params: { counter: 'unhelped' } }),
  responsibleForChild: ({ child }) => ({ params: { child } }),
  listCadres: () => ({}),
  saveCadre: () => ({
    body: { id: anId(), name: '周建国', office: '石文镇政府', post: '副镇长', place: '210421101000' },
  }),
  revealCadrePhone: () => ({ params: { cadre: anId() }, body: { reason: '联系工作' } }),
  giveResponsibility: () => ({
    body: {
      id: anId(),
      kind: 'lead',
      places: [{ area: '210421101215' }],
      cadre: anId(),
      from: '2026-05-01',
    },
  }),
  endResponsibility: () => ({ params: { responsibility: anId() }, body: { day: '2026-05-01' } }),
  nameResponsible: ({ child, cadre }) => ({
    body: { id: anId(), kind: 'helper', cadre, day: '2026-05-01', children: [child] },
  }),
  passResponsibilities: () => ({
    body: { id: anId(), from: anId(), to: anId(), day: '2026-05-01', reason: '工作调动' },
  }),
  listStandIns: () => ({}),
  giveStandIn: () => ({
    body: {
      id: anId(),
      village: '210421101215',
      account: anId(),
      from: '2026-06-01',
      lastDay: '2026-06-10',
      reason: '外出培训',
    },
  }),
  endStandIn: () => ({ params: { standIn: anId() } }),
  listPledges: () => ({}),
  savePledge: () => ({
    body: {
      id: anId(),
      tier: 'townshipVillage',
      place: '210421101215',
      from: '2026-01-01',
      lastDay: '2026-12-31',
      signedOn: '2026-01-10',
      upperSigner: '周建国',
      lowerSigner: '李大山',
    },
  }),
  cancelPledge: () => ({ params: { pledge: anId() }, body: { reason: '登记有误' } }),
  pledgePdf: () => ({
    body: { tier: 'townshipVillage', parties: [{ place: '210421101215' }], year: 2026 },
  }),
  supervisionFigures: () => ({ params: { on: '2026-05-01' } }),
  supervisionChildren: () => ({ params: { on: '2026-05-01', counter: 'notContacted' } }),
  servicesOfChild: ({ child }) => ({ params: { child } }),
  household: ({ child }) => ({ params: { child } }),
  visitBook: () => ({ params: { month: '2026-05' } }),
  exportVisitBook: () => ({ body: { month: '2026-05', purpose: '月度检查' } }),
  visitCoverage: () => ({ params: { month: '2026-05' } }),
  visitChildren: () => ({ params: { month: '2026-05', counter: 'notVisited' } }),
  agreementsOfChild: ({ child }) => ({ params: { child } }),
  agreementPdf: ({ child, agreement }) => ({ params: { child, agreement } }),
  makeSignLink: ({ child, agreement, parent }) => ({
    params: { child, agreement },
    body: { person: parent, phone: 0, send: false },
  }),
  openSignLink: () => ({ body: { token: 'x'.repeat(27) } }),
  sendSignCode: () => ({ body: { token: 'x'.repeat(27) } }),
  confirmSignCode: () => ({ body: { token: 'x'.repeat(27), code: '123456' } }),
  signByLink: () => ({ body: { token: 'x'.repeat(27), pass: 'x', strokes: 'M0 0L9 9' } }),
  agreementCoverage: () => ({ params: { month: '2026-05' } }),
  agreementChildren: () => ({ params: { month: '2026-05', counter: 'notCovered' } }),
  childHistory: ({ child }) => ({ params: { child } }),
  recordActs: ({ child }) => ({ body: { acts: [aFact(child, { health: 'healthy' })] } }),
  revealFact: ({ child }) => ({ params: { child }, body: { key: 'idNumber', reason: '核对证件' } }),
  listHandOvers: () => ({}),
  listCoverage: () => ({}),
  confirmList: () => ({ body: { area: '210421101215', children: 0 } }),
  registerCounts: () => ({ params: { month: '2026-05' } }),
  registerChildren: () => ({ params: { month: '2026-05', counter: 'everAdded' } }),
  addEvidence: ({ child }) => ({
    params: { child },
    multipart: { name: 'paper.pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') },
  }),
  readEvidence: ({ evidence }) => ({ params: { evidence } }),
  previewImport: () => ({ multipart: { name: 'roster.xlsx', content: Buffer.from('not a workbook') } }),
  listImports: () => ({}),
  openImport: ({ importId }) => ({ params: { import: importId } }),
  importProgress: ({ importId }) => ({ params: { import: importId } }),
  importRows: ({ importId }) => ({ params: { import: importId } }),
  exportImportRows: ({ importId }) => ({ params: { import: importId, flagged: 'yes' } }),
  exportRefusedRows: ({ importId }) => ({ params: { import: importId } }),
  importColumns: ({ importId }) => ({ params: { import: importId } }),
  remapImport: ({ importId }) => ({ params: { import: importId }, body: { layouts: {} } }),
  commitImport: ({ importId }) => ({ params: { import: importId } }),
  undoImport: ({ importId }) => ({ params: { import: importId } }),
  importStandsUnder: ({ importId }) => ({ params: { import: importId } }),
  listDuplicates: () => ({}),
  openDuplicate: ({ importId }) => ({ params: { duplicate: importId } }),
  decideDuplicate: ({ importId }) => ({ params: { duplicate: importId }, body: { decision: 'same' } }),
  likeChildren: () => ({
    body: {
      facts: {
        name: { state: 'known', value: '欧阳无踪' },
        birthDate: { state: 'known', value: '2015-03-04' },
      },
      family: [],
    },
  }),
  exportChildren: () => ({ body: { q: '欧阳无踪', layout: 'roster', purpose: '上报季度花名册' } }),
  exportTableList: () => ({
    body: { table: 'left-behind-summary', column: 'total', layout: 'roster', purpose: '核对汇总表' },
  }),
  listIndicators: () => ({}),
  listReports: () => ({}),
  makeReport: () => ({ body: { title: '工作报告', asOf: '2026-05-01' } }),
  openReport: ({ report }) => ({ params: { report } }),
  reportFile: ({ report }) => ({ params: { report } }),
  reportChildren: ({ report }) => ({ params: { report, figure: '0' } }),
  reportTemplate: () => ({}),
  reportTemplateFile: () => ({}),
  replaceTemplate: () => ({ body: { name: '自带模板', content: null } }),
  blankForm: () => ({}),
  discardImport: ({ importId }) => ({ params: { import: importId } }),
  readTable: () => ({ params: { table: 'left-behind-summary', asOf: '2026-05-01' } }),
  tableChildren: () => ({ params: { table: 'left-behind-summary', column: 'total' } }),
  tableBlocks: () => ({ params: { table: 'left-behind-2016' } }),
  editTableHead: () => ({
    params: { table: 'left-behind-2016', column: 'hukouRegistered' },
    body: { label: '已登记户口', document: '省民政厅转发的原表' },
  }),
  freezeTable: () => ({ body: { table: 'left-behind-summary', id: anId(), name: '第一季度' } }),
  listFrozenTables: () => ({}),
  readFrozenTable: () => ({ params: { frozen: anId() } }),
  frozenChildren: () => ({ params: { frozen: anId(), column: 'total' } }),
  readAudit: () => ({}),
  auditState: () => ({}),
}

const BOUNDARY = 'tonghu-test-boundary'

/** A sample as `ask` sends it. */
export function asInput({ params, body, multipart }: Sample) {
  if (!multipart) return { params, body }
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${multipart.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    params,
    body: Buffer.concat([Buffer.from(head), multipart.content, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  }
}
