import { SHIPPED_DAYS } from '../calendar/shipped-days.ts'
import type { PlainDate } from '../dates.ts'
import { type PolicyEntry, policyBook, type Standing } from './policy.ts'
import type { PolicyKey, PolicyValue } from './policy-keys.ts'

type Source = { document: string; clause: string; from: PlainDate; area?: string; standing?: Standing }

const entries = (source: Source, values: { [K in PolicyKey]?: PolicyValue<K> }): PolicyEntry[] =>
  Object.entries(values).map(([key, value]) => ({
    id: `${source.area ?? ''}/${key}/${source.from}`,
    key: key as PolicyKey,
    area: source.area ?? '',
    from: source.from,
    value: value as PolicyValue,
    document: source.document,
    clause: source.clause,
    standing: source.standing ?? 'law',
  }))

const SIX_STATES = [
  'severelyDisabled',
  'seriouslyIll',
  'imprisoned',
  'compulsoryRehabilitation',
  'otherwiseConfined',
  'outOfContact',
]

/**
 * What is shipped: national documents and, as an example of a local rule, that of 广东. Sources and how sure each is
 * stand in the policy notes of the project, section 1; what no document says is marked projectDefault.
 */
export const SHIPPED: readonly PolicyEntry[] = [
  ...entries(
    {
      document: '国发〔2016〕13号《国务院关于加强农村留守儿童关爱保护工作的意见》',
      clause: '农村留守儿童的定义',
      from: '2016-02-04',
    },
    { leftBehindAge: 16, leftBehindMonthsAway: 0, leftBehindOtherCounty: false },
  ),
  ...entries(
    {
      document: '民发〔2016〕42号《关于开展农村留守儿童摸底排查工作的通知》',
      clause: '附件1 登记表填表说明',
      from: '2016-02-04',
    },
    { leftBehindRuralOnly: true },
  ),
  ...entries(
    {
      document: '民发〔2016〕42号 附件1：因重病、重残等失去监护能力；“等”所含情形、失联视同外出由本项目列出',
      clause: '附件1 登记表填表说明',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    {
      // Who is out of contact has left home, as the reports of counties count it.
      leftBehindAway: ['awayForWork', 'outOfContact'],
      leftBehindIncapable: [
        'severelyDisabled',
        'seriouslyIll',
        'deceased',
        'missing',
        'imprisoned',
        'compulsoryRehabilitation',
        'otherwiseConfined',
        'outOfContact',
        'guardianshipRevoked',
        'deported',
      ],
    },
  ),
  ...entries(
    {
      document:
        '国办发〔2010〕54号《国务院办公厅关于加强孤儿保障工作的意见》；法院宣告失踪视同失去，由本项目列出',
      clause: '失去父母、查找不到生父母的未成年人',
      from: '2010-11-16',
      standing: 'projectDefault',
    },
    { orphanStates: ['deceased', 'missing'] },
  ),
  ...entries(
    {
      document: '民发〔2019〕62号《关于进一步加强事实无人抚养儿童保障工作的意见》',
      clause: '保障对象',
      from: '2019-06-18',
    },
    {
      unraisedStates: SIX_STATES,
      unraisedOneLost: ['deceased', 'missing'],
      unraisedOtherStates: SIX_STATES,
      unraisedMonthsOutOfContact: 6,
      unraisedMonthsConfined: 6,
      severeGrade: 2,
      severeGradeMental: 4,
      unraisedAfter18: false,
    },
  ),
  ...entries(
    { document: '民发〔2020〕125号', clause: '保障对象增加两类情形', from: '2020-12-24' },
    {
      unraisedStates: [...SIX_STATES, 'guardianshipRevoked', 'deported'],
      unraisedOtherStates: [...SIX_STATES, 'guardianshipRevoked', 'deported'],
    },
  ),
  // 遣送（驱逐）出境 in case B only.
  ...entries(
    {
      document: '广东省贯彻民发〔2020〕125号的规定',
      clause: '保障对象',
      from: '2020-12-24',
      area: '44',
      standing: 'local',
    },
    { unraisedStates: [...SIX_STATES, 'guardianshipRevoked'] },
  ),
  ...entries(
    {
      document: '粤民规字〔2019〕10号',
      clause: '年满18周岁仍在校就读的',
      from: '2019-06-18',
      area: '44',
      standing: 'local',
    },
    { unraisedAfter18: true },
  ),
  ...entries(
    {
      document: '民政部等21部门《加强流动儿童关爱保护行动方案》',
      clause: '流动儿童的定义',
      from: '2024-09-03',
    },
    { migrantAge: 16, migrantMonths: 6 },
  ),
  ...entries(
    { document: '《中华人民共和国未成年人保护法》', clause: '第二条', from: '2007-06-01' },
    { minorAge: 18 },
  ),
  ...entries(
    {
      document:
        '国发〔2016〕36号《国务院关于加强困境儿童保障工作的意见》：家庭贫困；以哪些救助为准由本项目列出',
      clause: '困境儿童的定义',
      from: '2016-06-13',
      standing: 'projectDefault',
    },
    { povertyAid: ['subsistence', 'extremePoverty', 'registeredPoor'] },
  ),
  ...entries(
    {
      document: '国家文件只规定“定期走访”，未定次数；由本项目列出',
      clause: '国发〔2016〕13号；民发〔2019〕34号 儿童主任职责',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    {
      visitDaysHigh: 7,
      visitDaysMiddle: 31,
      visitDaysLow: 92,
      visitHigh: ['guardianshipLacking', 'guardianshipImproper'],
      visitMiddle: [
        'leftBehind',
        'orphan',
        'unraised',
        'disabled',
        'seriouslyIll',
        'unregistered',
        'droppedOut',
      ],
      problemDays: 10,
      problemDaysUrgent: 3,
      problemUrgent: ['guardianship', 'safety', 'carerUnable', 'carerNeglects'],
      returnedDays: 7,
      visitTownshipDays: 3,
      visitCountyDays: 14,
      // Where somebody is at what time says much: the county has to want it.
      visitPosition: false,
      visitByColour: true,
    },
  ),
  ...entries(
    {
      document: '未见红黄绿三色和重点关爱对象的国家文件；由本项目列出',
      clause: '黔西县每年三月、九月评估；其余为项目默认',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    {
      riskRed: ['guardianshipLacking', 'guardianshipImproper'],
      riskYellow: ['orphan', 'unraised', 'disabled', 'seriouslyIll', 'unregistered', 'droppedOut'],
      riskOverrideDays: 92,
      keyColours: ['red'],
      assessmentFirstDays: 31,
      assessmentWithinDays: 183,
    },
  ),
  ...entries(
    { document: '《中华人民共和国未成年人保护法》', clause: '第二十一条', from: '2021-06-01' },
    { unattendedAge: 8, aloneAge: 16 },
  ),
  ...entries(
    {
      document:
        '《中华人民共和国未成年人保护法》第二十二条：听取有表达意愿能力未成年人的意见；年龄依《民法典》第十九条由本项目列出',
      clause: '第二十二条第二款',
      from: '2021-06-01',
      standing: 'projectDefault',
    },
    { heardAge: 8 },
  ),
  ...entries(
    {
      document: '国家文件未定委托照护协议的期限和办理时限；由本项目列出',
      clause: '《未成年人保护法》第二十二条、第四十三条',
      from: '2021-06-01',
      standing: 'projectDefault',
    },
    {
      agreementFor: ['leftBehind'],
      agreementByPhone: true,
      agreementMonths: 36,
      agreementConfirmMonths: 12,
      agreementRemindDays: 30,
      agreementDays: 10,
    },
  ),
  ...entries(
    {
      document: '《中华人民共和国未成年人保护法》',
      clause: '第二十三条：至少每周联系和交流一次',
      from: '2021-06-01',
    },
    { contactDays: 7 },
  ),
  ...entries(
    {
      document: '国家文件未定督促时限、每周走访率和失管率的算法、帮扶责任人的范围；由本项目列出',
      clause: '《未成年人保护法》第二十三条、第四十三条；国发〔2016〕13号',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    {
      superviseFor: ['leftBehind'],
      contactUrgeDays: 7,
      weeklyVisitDays: 7,
      unsupervisedDays: 31,
      helperFor: ['leftBehind', 'orphan', 'unraised', 'guardianshipLacking', 'guardianshipImproper'],
    },
  ),
  ...entries(
    {
      document: '国家文件未定哪些任务按工作日计算；由本项目列出',
      clause: '《民法典》第二百零三条：期限最后一日是法定休假日的，以次日为最后一日',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    { workdayTerms: ['problemDays', 'agreementDays'], dueOnClosedDays: ['visitHigh', 'problemUrgent'] },
  ),
  ...entries(
    {
      document: '国务院未保办 2023 年 1 月关于寒假春节探访的通知；儿童类别由本项目列出',
      clause: '寒假期间对困境儿童逐一探访',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    {
      winterVisitFor: [
        'orphan',
        'unraised',
        'disabled',
        'seriouslyIll',
        'poor',
        'guardianshipLacking',
        'guardianshipImproper',
        'unregistered',
        'droppedOut',
      ],
      homecomingVisitFor: ['leftBehind'],
    },
  ),
  ...entries(
    {
      document: '没有文件规定通知的时间和文字；由本项目列出',
      clause: '短信不写儿童姓名和其他可识别的内容',
      from: '2016-02-04',
      standing: 'projectDefault',
    },
    {
      quietFrom: 21,
      quietUntil: 8,
      noticeTasksText: '【童护】您有{逾期}项任务逾期、{今日}项今日到期，请登录系统查看。',
      noticeText: '【童护】您有{数量}条新通知：{事项}。请登录系统查看。',
      backupDays: 7,
    },
  ),
  ...Object.entries(SHIPPED_DAYS).flatMap(([year, { workCalendar, schoolCalendar, homecoming }]) => [
    ...entries(
      {
        document: `国务院办公厅关于${year}年部分节假日安排的通知`,
        clause: '据 chinese-days 整理，请与通知核对',
        from: `${year}-01-01`,
      },
      { workCalendar },
    ),
    ...entries(
      {
        document: '寒暑假以县教育部门的校历为准；此处按农历由本项目列出',
        clause: '寒假腊月十二至正月十六，暑假七月十一日至八月三十一日',
        from: `${year}-01-01`,
        standing: 'projectDefault',
      },
      { schoolCalendar },
    ),
    ...entries(
      {
        document: '父母返乡的日子由各县定；此处按农历由本项目列出',
        clause: '腊月二十至正月十五',
        from: `${year}-01-01`,
        standing: 'projectDefault',
      },
      { homecoming },
    ),
  ]),
]

/** The book of a county that has changed nothing. */
export const SHIPPED_BOOK = policyBook(SHIPPED)
