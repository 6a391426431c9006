/**
 * The closed list of ways to say no. Rules and handlers throw one of these; `server/http` maps it to
 * its status and sentence. `{name}` is filled from the refusal's details. Nothing here may name a child.
 */
export const REFUSALS = {
  invalidInput: { status: 400, zh: '填写的内容有误：{problem}', en: 'The input is not valid: {problem}' },
  signedOut: { status: 401, zh: '请先登录', en: 'Please sign in' },
  wrongPassword: { status: 401, zh: '账号、密码或验证码不正确', en: 'Wrong account, password or code' },
  codeNeeded: { status: 401, zh: '请输入动态验证码', en: 'Please enter the code of your second factor' },
  lockedOut: {
    status: 429,
    zh: '输错次数过多，账号已锁定，请 {minutes} 分钟后再试',
    en: 'Too many wrong attempts. Try again in {minutes} minutes',
  },
  tooManyRequests: { status: 429, zh: '操作太频繁，请稍后再试', en: 'Too many requests, try again shortly' },
  tooManyForFile: {
    status: 422,
    zh: '超过 {most} 条，一个文件放不下：请选择一个乡镇或村（居）',
    en: 'More than {most} rows are too many for one file: choose a township or village',
  },
  tooManyForPhone: {
    status: 422,
    zh: '辖区内儿童超过 {most} 名，一部手机放不下，请在电脑上办理',
    en: 'More than {most} children in reach are too many for one phone: work at a computer',
  },
  uploadBroken: {
    status: 409,
    zh: '照片没有传完整，请重新上传',
    en: 'The photo has not arrived whole; send it again',
  },
  phoneKeyLost: {
    status: 409,
    zh: '这部手机上的数据不是用本账号在本系统保存的，不能打开',
    en: 'What is on this phone was not kept by this account in this system and cannot be opened',
  },
  foreignPage: {
    status: 403,
    zh: '请求不是从本系统的页面发出的，已拒绝',
    en: 'The request did not come from a page of this system and was refused',
  },
  notAllowed: { status: 403, zh: '您的岗位没有此项权限', en: 'Your role may not do this' },
  changePasswordFirst: { status: 403, zh: '请先修改初始密码', en: 'Change the initial password first' },
  secondFactorFirst: {
    status: 403,
    zh: '县级账号须先绑定动态验证码',
    en: 'County accounts must set up a second factor first',
  },
  secondPersonNeeded: {
    status: 403,
    zh: '须由提出人以外的人批准',
    en: 'Somebody other than the person who proposed it must approve',
  },
  effectNotCounted: {
    status: 409,
    zh: '影响尚未统计完毕，请稍候再批准',
    en: 'Its effect is still being counted; approve it afterwards',
  },
  assessmentUnfinished: {
    status: 422,
    zh: '还有 {n} 项没有回答，评估尚未完成',
    en: 'The assessment is not finished: {n} items have no answer',
  },
  draftIncomplete: {
    status: 422,
    zh: '草稿还有 {n} 处问题，改好后才能发布',
    en: 'The draft has {n} problems; it can be published once they are mended',
  },
  overrideTooLong: {
    status: 422,
    zh: '人工调整最长 {days} 天',
    en: 'An override lasts {days} days at most',
  },
  notNamedHolder: {
    status: 403,
    zh: '受限事项只对安全管理员指定的持有人开放',
    en: 'Only holders named by the security administrator may know this',
  },
  childNotFound: { status: 404, zh: '找不到该儿童档案', en: 'No such child file' },
  personNotFound: { status: 404, zh: '找不到该家庭成员', en: 'No such family member' },
  notFound: { status: 404, zh: '找不到要访问的内容', en: 'Not found' },
  areaNotFound: { status: 404, zh: '找不到该区划', en: 'No such area' },
  handOverInstead: {
    status: 403,
    zh: '迁往本辖区以外，须由接收的村（居）认领，请改用“移交”',
    en: 'A place outside of your own area has to receive the child: hand it over instead',
  },
  notInRegister: {
    status: 409,
    zh: '该儿童已退出登记，不能办理此项',
    en: 'The child has left the register; this cannot be done',
  },
  stillInRegister: { status: 409, zh: '该儿童仍在册', en: 'The child is still in the register' },
  alreadyHandedOver: {
    status: 409,
    zh: '已有一次移交在等待认领，请先撤回',
    en: 'The child is handed over already and waits to be received; withdraw that first',
  },
  notDrawn: {
    status: 409,
    zh: '该儿童没有待办的随机抽查，或抽查已由同事完成',
    en: 'No random check of this child is due, or a colleague has done it',
  },
  nothingToDraw: {
    status: 422,
    zh: '所选范围内没有可抽查的在册儿童',
    en: 'There is no registered child to draw in this area',
  },
  redrawReason: {
    status: 422,
    zh: '本月在同一范围已经抽过，再次抽取须写明理由',
    en: 'This area was drawn in this month already; another draw needs a reason',
  },
  alreadyReturned: {
    status: 409,
    zh: '这次走访已被退回，正等待补充',
    en: 'This visit has been returned and waits to be supplemented',
  },
  notReturned: {
    status: 409,
    zh: '这次走访没有被退回，或已经补充',
    en: 'This visit is not returned, or was supplemented',
  },
  conflictOver: {
    status: 409,
    zh: '这处冲突已经处理，请刷新后查看',
    en: 'This conflict has been decided; reload to see how',
  },
  alreadyClaimed: {
    status: 409,
    zh: '已由其他村（居）或同事认领',
    en: 'Another village or colleague has received this child',
  },
  handOverEnded: {
    status: 409,
    zh: '这次移交已经结束，请刷新后查看',
    en: 'This hand-over is over; reload to see how it ended',
  },
  dayTooEarly: {
    status: 400,
    zh: '日期不能早于上一次变动（{day}）',
    en: 'The day cannot be before the last change ({day})',
  },
  listChanged: {
    status: 409,
    zh: '名单刚有变化，请核对后再确认',
    en: 'The list has just changed; look through it again before you confirm',
  },
  actIdTaken: {
    status: 409,
    zh: '该记录编号已被另一条记录使用，请重新填写',
    en: 'This record id belongs to another record; please enter it again',
  },
  notOneself: {
    status: 403,
    zh: '不能对自己的账号进行此项操作',
    en: 'You cannot do this to your own account',
  },
  administratorReset: {
    status: 403,
    zh: '管理员账号不能在这里重置，请在服务器上运行 ./tonghu user reset',
    en: 'An administrator’s account is not reset here; run ./tonghu user reset on the server',
  },
  administratorsApart: {
    status: 409,
    zh: '系统、安全、审计三种管理员须由不同的人担任，“{name}”已担任另一种',
    en: 'The three administrators must be different people; {name} already is another one',
  },
  lastAdministrator: {
    status: 409,
    zh: '这是最后一名在用的此类管理员，请先授权另一人',
    en: 'This is the last active administrator of the kind; appoint another first',
  },
  loginTaken: { status: 409, zh: '登录名已被使用', en: 'This login is taken' },
  stale: {
    status: 409,
    zh: '内容刚被他人更改，请刷新后再试',
    en: 'Somebody changed this meanwhile; reload and try again',
  },
  writtenOn: {
    status: 409,
    zh: '之后又有新的记录，不能撤销，请先查看这些记录',
    en: 'Something was written on it since; it cannot be taken back before that',
  },
  decideOtherFirst: {
    status: 409,
    zh: '与之比较的那一行还没有判定，请先判定那一行',
    en: 'The row that it looks like is itself undecided; decide that one first',
  },
  notYourImport: {
    status: 403,
    zh: '只能由上传文件的本人办理',
    en: 'Only whoever uploaded the files may do this',
  },
  importNotReady: {
    status: 409,
    zh: '该次导入不在可执行的状态',
    en: 'This import is not in a state to be committed',
  },
  importFailed: {
    status: 500,
    zh: '程序或数据库出错，可继续一次；仍不行请告知系统管理员',
    en: 'The program or its database failed; go on once, and tell the system administrator if that does not help',
  },
  fileUnreadable: {
    status: 422,
    zh: '无法读取文件：{problem}。请另存为 .xlsx 后重试',
    en: 'The file cannot be read: {problem}. Save it as .xlsx and try again',
  },
  fileTooLarge: { status: 413, zh: '文件超过 {megabytes} MB', en: 'The file is larger than {megabytes} MB' },
  exportsBusy: {
    status: 429,
    zh: '已有 {most} 份导出正在进行，请稍后再试',
    en: '{most} exports are running already; try again shortly',
  },
  fileKind: {
    status: 415,
    zh: '只接受 JPG、PNG、PDF、DOCX 文件',
    en: 'Only JPG, PNG, PDF and DOCX files are accepted',
  },
  namesChild: {
    status: 409,
    zh: '{place}中有登记儿童的姓名，不能对外公开，请改掉后再试',
    en: 'There is the name of a registered child in {place}; it cannot be made public like this',
  },
  weakPassword: {
    status: 400,
    zh: '密码至少 10 位，并含字母和数字，且不能是常见密码',
    en: 'At least 10 characters with letters and digits, and not a common password',
  },
  carerBarred: {
    status: 422,
    zh: '该照护人不能担任被委托人：{clause}',
    en: 'This carer must not be entrusted: {clause}',
  },
  carerIsParent: {
    status: 422,
    zh: '父母是监护人，不能作为被委托人',
    en: 'A parent is the guardian and cannot be entrusted',
  },
  carerTooYoung: {
    status: 422,
    zh: '被委托人须已成年，并具有完全民事行为能力（《未成年人保护法》第二十二条第一款）',
    en: 'The carer must be an adult with full capacity (Law on the Protection of Minors, art. 22 ¶1)',
  },
  neverUnattended: {
    status: 422,
    zh: '不满{age}周岁或者需要特别照顾的儿童，任何时候都须有人看护（《未成年人保护法》第二十一条第一款）',
    en: 'A child under {age}, or in need of special care, is never left unattended (Law on the Protection of Minors, art. 21 ¶1)',
  },
  neverAlone: {
    status: 422,
    zh: '不满{age}周岁的儿童不得脱离监护单独生活（《未成年人保护法》第二十一条第二款）',
    en: 'A child under {age} does not live alone (Law on the Protection of Minors, art. 21 ¶2)',
  },
  childNotHeard: {
    status: 422,
    zh: '已满{age}周岁的儿童，须听取其意见并写明（《未成年人保护法》第二十二条第二款）',
    en: 'A child of {age} or older is heard, and what it said is written down (Law on the Protection of Minors, art. 22 ¶2)',
  },
  agreementTooLong: {
    status: 422,
    zh: '委托期限最长 {months} 个月',
    en: 'An agreement is for {months} months at most',
  },
  agreementNotOpen: {
    status: 409,
    zh: '该协议已终止、已到期或已被取代，请刷新后查看',
    en: 'This agreement has ended, expired or been superseded; reload to see how it stands',
  },
  assigneeOutOfReach: {
    status: 422,
    zh: '这个人看不到其中的儿童，不能交给他；需要时请先安排代管该村',
    en: 'This person does not reach all of these children; let him stand in for the village first',
  },
  cadreNotFound: {
    status: 404,
    zh: '没有这名责任人，或不在可以指派的范围内',
    en: 'There is no such cadre within what you may assign',
  },
  notOfTownship: {
    status: 422,
    zh: '只能交给本乡镇另一名在用的儿童主任代管',
    en: 'Only another active director of the same township can stand in',
  },
  tooManyAtOnce: {
    status: 422,
    zh: '一次最多 {most} 项，请缩小范围',
    en: 'At most {most} at once; narrow the filter',
  },
  smsNotSetUp: {
    status: 409,
    zh: '尚未配置短信网关，请系统管理员按“短信网关”说明配置',
    en: 'No SMS gateway is set up; ask the system administrator',
  },
  smsFailed: {
    status: 502,
    zh: '短信没有发出，请稍后再试',
    en: 'The SMS could not be sent, try again shortly',
  },
  noPhone: {
    status: 409,
    zh: '档案中没有该人的手机号码，请先补登',
    en: 'The file has no telephone number of this person; add it first',
  },
  linkOver: {
    status: 410,
    zh: '链接已失效，请联系村（居）儿童主任重新发送',
    en: 'This link is no longer valid; ask the village child director for another one',
  },
  codeWrong: {
    status: 422,
    zh: '验证码不正确，还可以试 {left} 次',
    en: 'The code is wrong; {left} tries are left',
  },
  codeTooSoon: {
    status: 429,
    zh: '验证码已发送，请 {seconds} 秒后再要',
    en: 'A code was sent; ask for another one in {seconds} seconds',
  },
  notByPhone: {
    status: 422,
    zh: '本地规定不允许电话同意，请当场签字、用纸质协议或发送签署链接',
    en: 'Policy here does not allow agreeing by telephone: sign in person, on paper or by a link',
  },
  signedAlready: { status: 409, zh: '这一方已经签字', en: 'This party has signed already' },
  campaignClosed: {
    status: 409,
    zh: '这次摸排已于 {day} 结束，不能再答复',
    en: 'This campaign was closed on {day} and takes no more answers',
  },
  campaignStandsClosed: {
    status: 409,
    zh: '这次摸排已经结束',
    en: 'This campaign is closed already',
  },
  nothingChanged: {
    status: 422,
    zh: '档案里还没有记录这次摸排中的变化，请先记录',
    en: 'The file says of no change since this campaign began; record it first',
  },
  notOnList: {
    status: 422,
    zh: '该儿童不在这次摸排的名单上',
    en: 'The child is not on the list of this campaign',
  },
  onListAlready: {
    status: 422,
    zh: '该儿童已在这次摸排的名单上，或在摸排开始前已建档，不是新发现',
    en: 'The child is on the list of this campaign, or its file is older than it: not newly found',
  },
  nobodyOnList: {
    status: 422,
    zh: '所选范围内没有符合条件的儿童',
    en: 'There is no such child in this area',
  },
  campaignUnfinished: {
    status: 422,
    zh: '还有 {n} 名儿童没有答复：请说明为何现在结束',
    en: '{n} children have not been answered for: say why it is closed now',
  },
  erased: { status: 410, zh: '该人员的身份信息已销毁', en: 'The identity of this person was destroyed' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type RefusalCode = keyof typeof REFUSALS

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, string | number>
  constructor(code: RefusalCode, details: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

export type Language = 'zh' | 'en'

export function sentence(
  code: RefusalCode,
  details: Record<string, string | number>,
  language: Language,
): string {
  return REFUSALS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}
