import { ROLES } from './access/roles.ts'
import { CHILD_FACTS } from './fact/child-facts.ts'
import { CIRCUMSTANCE } from './fact/code-lists.ts'
import { RELATIVE_FACTS } from './fact/relative-facts.ts'

/** One English word for one Chinese concept. The label of a fact, role or code stays in its own entry and is read from there. */
type Terms = Record<string, { zh: string; note?: string }>

const people = {
  child: { zh: '儿童' },
  childFile: { zh: '儿童档案', note: 'One per child (一人一档): its acts, and what is now.' },
  relative: {
    zh: '家庭成员',
    note: 'A parent, grandparent or carer: a person of their own, shared by siblings. Kin or not.',
  },
  person: { zh: '人员', note: 'A child or a relative: whoever has a sealing key.' },
  kin: { zh: '亲属关系', note: 'That a relative belongs to a child: one row per pair, with the relation.' },
  relation: { zh: '与儿童的关系', note: 'Father, grandmother, neighbour: a code of `RELATION`.' },
  family: { zh: '家庭', note: 'All kin of one child.' },
  guardian: { zh: '监护人', note: 'In law. Not the carer. Only the words of forms and rosters use it.' },
  carer: { zh: '照护人', note: 'Who really looks after the child, one at a time. Not always the guardian.' },
  carerKind: { zh: '实际监护', note: 'Computed from the carer, never typed in.' },
  entrusted: { zh: CHILD_FACTS.entrusted.zh, note: 'The carer was asked to by the parents.' },
  guardianship: { zh: CHILD_FACTS.guardianship.zh, note: 'The assessment on the form: good, fair, poor.' },
} as const satisfies Terms

const workers = {
  villageDirector: { zh: ROLES.villageDirector.zh, note: 'One per village.' },
  townshipSupervisor: { zh: ROLES.townshipSupervisor.zh, note: 'One per township.' },
  countyOfficer: { zh: ROLES.countyOfficer.zh },
  countyLeader: { zh: ROLES.countyLeader.zh, note: 'Reads, writes nothing.' },
  systemAdmin: { zh: ROLES.systemAdmin.zh, note: 'Creates accounts, edits areas.' },
  securityAdmin: { zh: ROLES.securityAdmin.zh, note: 'Grants roles, watches those who work with children.' },
  auditAdmin: { zh: ROLES.auditAdmin.zh, note: 'Watches the other two administrators.' },
  account: { zh: '账号' },
  actor: { zh: '操作人', note: 'Who asks, as the server knows it in one request.' },
  author: { zh: '记录人', note: 'Who wrote an act.' },
  office: { zh: '机构', note: 'Hangs on an area and is none.' },
  department: { zh: '部门', note: 'An office of the county government.' },
} as const satisfies Terms

const places = {
  area: { zh: '区划', note: 'Any level from province to 村民小组.' },
  county: { zh: '县（市、区）', note: 'Six digits. Leads every key of child data.' },
  township: { zh: '乡镇（街道）' },
  village: { zh: '村（社区）' },
  group: { zh: '村民小组', note: 'Its village’s code and two digits.' },
  reach: {
    zh: '管辖范围',
    note: 'Which children a worker may see; also the area that a row counts to for this.',
  },
} as const satisfies Terms

const records = {
  act: { zh: '记录', note: 'Something that somebody did, written once and never changed.' },
  fact: {
    zh: '情况',
    note: 'What acts taught about a child or a relative, with the days for which it holds.',
  },
  entry: { zh: '填写内容', note: 'What one act says of one fact: state, value, days.' },
  lesson: { zh: '一次记录所得', note: 'What one act taught about one subject; lessons are folded to facts.' },
  notCollected: { zh: '未采集', note: 'Nobody has asked. A value of its own, never an empty text.' },
  notApplicable: { zh: '不适用', note: 'Cannot have a value: the phone of the dead.' },
  since: { zh: '自何日起', note: 'First day for which a fact holds.' },
  until: { zh: '至何日止', note: 'First day for which it no longer holds.' },
  asOf: { zh: '截至日期', note: 'What held on a day, as known now.' },
  knownAt: { zh: '按当时所知', note: 'What held on a day, as known at an instant.' },
  writtenAt: { zh: '填写时间', note: 'By the clock of the device.' },
  receivedAt: { zh: '收到时间', note: 'By the clock of the server.' },
  corrects: { zh: '更正', note: 'The act whose entries of the same facts this one replaces.' },
  evidence: { zh: '佐证材料', note: 'A photo or paper beside a fact.' },
  spell: { zh: '时段', note: 'Days on which nothing changed that a table counts.' },
  registered: { zh: '在册', note: 'Of a child. Its opposite is `left`.' },
  left: { zh: '已退出登记' },
  life: { zh: '登记经过', note: 'Where a child is registered and whether: opened, moved, left, returned.' },
  handOver: {
    zh: '移交',
    note: 'Somebody asks a village, or a township, to receive a child. Until then the file stays where it is.',
  },
  claim: { zh: '认领', note: 'Receives a child that was handed over: reach and history go along.' },
  decline: { zh: '退回移交', note: 'By the receiver, with a reason.' },
  withdraw: { zh: '撤回移交', note: 'By the side that asked.' },
  erase: { zh: '销毁身份信息', note: 'Destroys a person’s key: counts stay, the person is unreadable.' },
} as const satisfies Terms

const conditions = {
  circumstance: {
    zh: '儿童类别',
    note: 'Left-behind, orphan …: computed by a rule from facts and the day, never ticked.',
  },
  leftBehind: { zh: CIRCUMSTANCE.leftBehind.zh },
  parentState: { zh: '父母状态', note: 'At home, away for work, deceased …' },
  hukou: { zh: '户口', note: 'Established in English; the only Chinese word in identifiers.' },
  residence: { zh: CHILD_FACTS.residence.zh },
  schooling: { zh: CHILD_FACTS.schooling.zh },
  boarding: { zh: CHILD_FACTS.boarding.zh },
  aid: { zh: CHILD_FACTS.aid.zh },
  workPlace: { zh: RELATIVE_FACTS.workPlace.zh },
} as const satisfies Terms

const protection = {
  access: { zh: '权限', note: 'Act × role, `domain/access/access.ts`.' },
  privacy: { zh: '保密级别', note: 'open, name, private or identity: how a fact is kept and shown.' },
  identity: { zh: '身份信息', note: 'ID number, phone, address: sealed, masked, revealed with a reason.' },
  sealed: { zh: '加密存储', note: 'Encrypted with the key of one person.' },
  masked: { zh: '部分隐藏', note: '138****1234' },
  reveal: { zh: '查看完整信息', note: 'With a reason, and in the log first.' },
  blind: { zh: '盲索引', note: 'A keyed digest by which a sealed value is found, not read.' },
  gram: { zh: '检索片段', note: 'A piece of a name or a digest of a number: the search index.' },
  refusal: { zh: '拒绝', note: 'One of a closed list of ways to say no.' },
  audit: { zh: '审计', note: 'Every served request: who, what, whose data, why.' },
} as const satisfies Terms

const figures = {
  import: { zh: '导入' },
  roster: { zh: '花名册', note: 'A list of children as a school or village sends it.' },
  head: { zh: '表头', note: 'The word over a column of a roster.' },
  preview: { zh: '预览', note: 'What an import would do; writes no child.' },
  duplicate: {
    zh: '疑似重复',
    note: 'A row that looks like a known child, and whom it looks like. Decided: same or different.',
  },
  held: { zh: '待判定', note: 'Of a row: neither opened nor counted until somebody has decided.' },
  likeness: {
    zh: '相似之处',
    note: 'What tells children apart: name and its sound, birth date, number, parents, phone, village.',
  },
  batch: { zh: '批次', note: 'The acts that one import, or one decision, wrote; taken back together.' },
  undo: {
    zh: '撤销',
    note: 'Acts stand and teach nothing any more. Not a correction, which replaces a fact by another.',
  },
  export: { zh: '导出', note: 'Children leave as a file: with a purpose, and in the log first.' },
  layout: {
    zh: '版式',
    note: 'Which columns an export has: of the list, of the form, of an office’s template.',
  },
  registerForm: { zh: '登记表', note: '附件1 of 民发〔2016〕42号: one page for each child.' },
  template: {
    zh: '模板',
    note: 'An office’s own form; its heads say what is filled in. Of an assessment (量表): what is asked, with points and grades.',
  },
  purpose: { zh: '用途', note: 'What an export is for. Stands in the file and in the log.' },
  flagged: { zh: '提示', note: 'A remark on a row that is imported all the same.' },
  table: { zh: '统计表' },
  counter: {
    zh: '在册变动',
    note: 'How many were added, moved in or out, left or returned in a month; where, and who they are.',
  },
  confirmation: {
    zh: '名单确认',
    note: 'By which a director says once a quarter that the list of her village is complete.',
  },
  service: {
    zh: '走访记录',
    note: 'Something done for a child by somebody on a day: a visit, a call. Kinds are entries of one catalogue.',
  },
  occasion: { zh: '一次上门', note: 'Children of one family who are visited at once share it.' },
  check: {
    zh: '随机抽查',
    note: 'By which a supervisor compares a file with what she finds, of a child that was drawn.',
  },
  draw: {
    zh: '抽取',
    note: 'Of children for random checks. Each stands for ever, with its seed and its frame.',
  },
  frame: { zh: '抽样名单', note: 'From which was drawn: opaque ids with their strata.' },
  stratum: {
    zh: '层',
    note: 'Children of one village alike in attention or circumstance; each has its seats.',
  },
  seed: { zh: '种子', note: 'From which the order of a draw follows; fixed before the frame is known.' },
  commitment: { zh: '封签', note: 'Digest of a seed, shown before the draw.' },
  deviation: { zh: '不符', note: 'What a random check found otherwise than on file.' },
  returned: { zh: '退回', note: 'Of a visit: counts for nothing until it is supplemented.' },
  conflict: {
    zh: '记录冲突',
    note: 'Two acts say different things of one fact, and the second did not know of the first.',
  },
  knew: { zh: '已知位置', note: 'Up to where in the county’s order whoever wrote an act had read.' },
  workday: {
    zh: '工作日',
    note: 'A day on which offices work, make-up workdays (调休上班) with them; of a year without data not known.',
  },
  workCalendar: { zh: '放假和调休安排', note: 'Days off and make-up workdays of a year: policy data.' },
  schoolCalendar: { zh: '寒暑假', note: 'School holidays of a year, as the county says.' },
  homecoming: { zh: '父母返乡', note: 'Days on which parents come home, above all around 春节.' },
  holidayVisit: {
    zh: '假期走访',
    note: 'One visit more in the winter holiday or while parents are at home.',
  },
  duty: {
    zh: '任务',
    note: 'What has to be done for a child by a day. Computed from the file, gone when an act has done it, never ticked.',
  },
  agreement: {
    zh: '委托照护协议',
    note: 'By which parents entrust a carer. Named by the act that drafted it.',
  },
  urging: { zh: '督促', note: 'Parents or carer are reminded of their duty; a kind of service.' },
  supervision: { zh: '监护督促', note: 'Whether parents are in contact and carers care.' },
  unsupervised: { zh: '失管', note: 'Nobody guards, or long unseen and unheard. Project default.' },
  grid: { zh: '责任网格', note: 'Who answers for which place and which child.' },
  cadre: { zh: '责任干部', note: 'Somebody who answers for something, with an account or without.' },
  responsibility: { zh: '责任', note: 'That a cadre answers for a place or a child, from a day on.' },
  responsible: { zh: '责任人', note: 'Who answers for one child: 帮扶责任人 or 联户干部.' },
  household: { zh: '联户', note: 'A village cadre keeps in touch with a child’s household.' },
  standIn: { zh: '代理', note: 'Somebody in another’s place for a time; ends by itself.' },
  pledge: { zh: '责任书', note: 'A signed paper between two tiers.' },
  assignment: { zh: '分派', note: 'One task is given to somebody else than whoever has the village.' },
  principal: { zh: '委托人', note: 'A parent who signs an agreement. Stays the guardian.' },
  party: { zh: '签字方', note: 'Who signs an agreement: parents, carer, village committee.' },
  strokes: { zh: '笔迹', note: 'A signature as lines, never as a picture.' },
  renewal: { zh: '续签', note: 'What has to be done next about an agreement.' },
  trigger: { zh: '续签事由', note: 'Why: it expires, somebody has died, moved or returned.' },
  signLink: { zh: '签署链接', note: 'By which a parent far away signs on his own telephone, once.' },
  notice: {
    zh: '通知',
    note: 'What an account is told of, in its list, by SMS or by a webhook. Names no child.',
  },
  share: {
    zh: '比率',
    note: 'Of children in an area and a month: all, those who have it, those who have not.',
  },
  tier: { zh: '关注程度', note: 'How closely a child is watched; it decides how often it is visited.' },
  coverage: { zh: '走访率', note: 'How many of the registered children were seen on a visit in a month.' },
  phone: { zh: '手机', note: 'A worker’s, with the app: shows a token of its own, holds his slice sealed.' },
  slice: { zh: '本机资料', note: 'What a phone holds: the children in reach as compact rows.' },
  outbox: { zh: '待上传记录', note: 'Acts that a phone has accepted and the server has not.' },
  receipt: { zh: '回执', note: 'That the server holds an act of a phone.' },
  cursor: {
    zh: '同步位置',
    note: 'Up to where in the county’s order a phone has read, and in which life of the server.',
  },
  heldAct: { zh: '待接收的记录', note: 'Written offline about a child who is somebody else’s by then.' },
  assessment: {
    zh: '评估',
    note: 'A template answered for a child on a day; its grade follows from the answers.',
  },
  direction: { zh: '计分方向', note: 'Whether many points are good or bad; scales run both ways.' },
  grade: { zh: '评估等级', note: 'What the points of an assessment come to, by its cut-offs.' },
  veto: { zh: '一票决定', note: 'An answer that decides the grade whatever the points.' },
  cadence: { zh: '评估周期', note: 'How often a template is asked of a child.' },
  trial: { zh: '试算', note: 'What a draft of a template would make of past answers.' },
  colour: { zh: '风险颜色', note: 'Red, yellow, green or not assessed: computed, with its reasons.' },
  risk: { zh: '风险', note: 'The colour of a child with everything that makes it.' },
  override: {
    zh: '人工调整',
    note: 'A colour that somebody says against the rule, for a reason and until a day.',
  },
  need: { zh: '需求', note: 'What a child lacks, by the domains of problems.' },
  measure: { zh: '措施', note: 'What is done against a need, by whom and by when.' },
  keyChild: {
    zh: '重点关爱对象',
    note: 'By policy data: no closed list stands in a document that was found.',
  },
  campaign: {
    zh: '摸排（专项行动）',
    note: 'An order to look at every child of an area once, with a list that was frozen.',
  },
  answer: { zh: '摸排答复', note: 'What a village says of a child of the list: a code of `ANSWER`.' },
  outcome: { zh: '摸排结果', note: 'How a campaign ended, child by child; frozen when it is closed.' },
  report: { zh: '工作报告', note: 'A Word document with frozen figures.' },
  figure: { zh: '报告数字', note: 'A number of a report, with the ids of the children behind it.' },
  base: { zh: '基期', note: 'The day with which a report compares.' },
  placeholder: { zh: '占位符', note: 'A word in braces in a report’s template.' },
  filling: { zh: '报告内容', note: 'What was written into a template, word for word.' },
  hidden: { zh: '不公开', note: 'A figure that a report for the public does not tell.' },
  band: { zh: '年龄段' },
  cell: { zh: '单元格', note: 'Children alike in everything that a table counts.' },
  definition: { zh: '统计口径' },
  epoch: { zh: '数据世代', note: 'Every restore of a backup begins a new one.' },
} as const satisfies Terms

export const GLOSSARY = [
  { zh: '儿童与家庭', en: 'Children and families', terms: people },
  { zh: '工作人员', en: 'Workers', terms: workers },
  { zh: '区划与范围', en: 'Areas and reach', terms: places },
  { zh: '记录与情况', en: 'Acts and facts', terms: records },
  { zh: '儿童的状况', en: 'How children live', terms: conditions },
  { zh: '保护', en: 'Protection', terms: protection },
  { zh: '导入与统计', en: 'Rosters and figures', terms: figures },
] as const

export const TERMS: Terms = {
  ...people,
  ...workers,
  ...places,
  ...records,
  ...conditions,
  ...protection,
  ...figures,
}
