import type { Template } from './template.ts'

type OptionSaid = [key: string, zh: string, en: string, points: number, ages?: [number, number]]
const item = (key: string, zh: string, en: string, options: OptionSaid[]) => ({
  key,
  zh,
  en,
  options: options.map(([option, oneZh, oneEn, points, ages]) => ({
    key: option,
    zh: oneZh,
    en: oneEn,
    points,
    ...(ages && { ages }),
  })),
})
const yesNo = (key: string, zh: string, en: string, yes: number) =>
  item(key, zh, en, [
    ['no', '否', 'No', 0],
    ['yes', '是', 'Yes', yes],
  ])
const section = (key: string, zh: string, en: string, items: ReturnType<typeof item>[]) => ({
  key,
  zh,
  en,
  items,
})
const WHO: Template['who'] = ['townshipSupervisor', 'countyOfficer']

/** Where high is good: the copy that was found ends before the guardian part and the tiers (policy §4.3). */
const qianxi: Template = {
  zh: '农村留守儿童风险等级评估表（黔西县）',
  en: 'Risk scale for left-behind children (Qianxi county)',
  source: {
    standing: 'example',
    document:
      '贵州黔西县农村留守儿童风险等级评估表；监护人部分和等级原文缺页，问题家庭满分、分数线为项目暂拟',
  },
  direction: 'highGood',
  sections: [
    section('child', '儿童', 'The child', [
      item('age', '年龄', 'Age', [
        ['under6', '0—5岁', '0–5', 3, [0, 5]],
        ['under11', '6—10岁', '6–10', 5, [6, 10]],
        ['over10', '11—15岁', '11–15', 10, [11, 15]],
      ]),
      item('body', '身体', 'Body', [
        ['healthy', '健康', 'Healthy', 10],
        ['ill', '残疾或重病', 'Disabled or seriously ill', 0],
      ]),
      item('mind', '心理', 'Mind', [
        ['healthy', '健康', 'Well', 5],
        ['severe', '严重偏差', 'Severe deviation', 0],
      ]),
      item('behaviour', '行为习惯', 'Behaviour', [
        ['normal', '正常', 'Normal', 5],
        [
          'deviant',
          '有逃学、沉迷网吧、偷盗、打架、外出流浪或其他认定的情形',
          'Truancy, internet cafés, theft, fights, roaming or other',
          0,
        ],
      ]),
    ]),
    section('home', '家庭', 'The family', [
      item('hazards', '居住安全隐患', 'Hazards at home', [
        ['none', '无', 'None', 10],
        [
          'some',
          '有性侵、家暴、虐待、用电用火、煤气中毒、地质灾害、危房、溺水之一',
          'One of: sexual abuse, violence, maltreatment, fire, gas, landslide, unsafe house, water',
          0,
        ],
      ]),
      item('money', '家庭经济', 'Household economy', [
        ['enough', '低保标准两倍以上', 'Twice the subsistence line or more', 10],
        ['tight', '低保标准以上', 'Above the subsistence line', 5],
        ['poor', '低保标准以下', 'Below the subsistence line', 0],
      ]),
      item('parents', '问题家庭', 'Family in trouble', [
        ['no', '否', 'No', 10],
        ['yes', '单亲，或父母服刑', 'A single parent, or a parent in prison', 0],
      ]),
    ]),
  ],
  grades: [
    { n: 1, zh: '低风险', en: 'Low risk', from: 45, to: 60, colour: 'green' },
    { n: 2, zh: '中风险', en: 'Middle risk', from: 25, to: 44, colour: 'yellow' },
    { n: 3, zh: '高风险', en: 'High risk', from: 0, to: 24, colour: 'red' },
  ],
  vetoes: [],
  cadenceDays: 183,
  who: WHO,
  totalShown: true,
  inUse: false,
}

/** The open academic scale 困境级别记分标准, where high is bad (policy §4.3): emergencies first, without points. */
const academic: Template = {
  zh: '困境级别记分标准（学术示例）',
  en: 'Levels of difficulty (academic example)',
  source: {
    standing: 'example',
    document: '公开学术文献“困境级别记分标准”；家庭经济、监护各档的分值原文不全，由项目补',
  },
  direction: 'highBad',
  sections: [
    section(
      'emergency',
      '紧急情形（不计分，任一为“是”即为一级）',
      'Emergencies (no points; any is level 1)',
      [
        yesNo(
          'harmed',
          '正遭受虐待、拐卖或被非法雇用',
          'Is being abused, trafficked or illegally employed',
          0,
        ),
        yesNo('away', '离家出走或流浪乞讨', 'Has run away, or begs', 0),
        yesNo(
          'catastrophe',
          '家庭遭遇重大变故，生活无着',
          'A catastrophe has left the family without livelihood',
          0,
        ),
        yesNo('danger', '生命安全受到威胁', 'Life is in danger', 0),
      ],
    ),
    section('family', '家庭', 'The family', [
      yesNo('health', '健康有问题', 'Ill health', 1),
      yesNo('neighbours', '家庭或邻里不和', 'Discord at home or with neighbours', 1),
      yesNo('money', '家庭经济困难', 'The household is poor', 1),
      yesNo('closeness', '亲子关系疏远', 'Estranged from the parents', 2),
      item('guardianship', '监护', 'Guardianship', [
        ['good', '监护良好', 'Good', 0],
        ['fair', '监护一般', 'Fair', 3],
        ['weak', '监护不足', 'Weak', 6],
        ['none', '无人监护', 'Nobody guards', 10],
      ]),
    ]),
    section('life', '学习和生活', 'School and life', [
      item('nights', '夜不归宿', 'Stays out at night', [
        ['never', '没有', 'Never', 0],
        ['seldom', '偶尔', 'Seldom', 1],
        ['often', '经常', 'Often', 3],
      ]),
      item('learning', '学习动机', 'Motivation to learn', [
        ['likes', '喜欢学习', 'Likes learning', 0],
        ['dislikes', '不喜欢', 'Dislikes it', 1],
        ['thinks', '有逃学的念头', 'Thinks of truancy', 3],
        ['truant', '逃学', 'Is truant', 5],
      ]),
      yesNo('teachers', '师生关系差', 'Bad relations with teachers', 2),
      yesNo('classmates', '同学关系差', 'Bad relations with classmates', 1),
      item('state', '生活状态', 'State of life', [
        ['well', '正常', 'Well', 0],
        ['low', '较差', 'Low', 1],
        ['bad', '很差', 'Bad', 2],
      ]),
      yesNo('idle', '辍学且没有工作', 'Out of school and without work', 2),
    ]),
  ],
  grades: [
    { n: 1, zh: '一级（紧急介入）', en: 'Level 1 (emergency)', from: 26, to: 30, colour: 'red' },
    { n: 2, zh: '二级（严重）', en: 'Level 2 (severe)', from: 16, to: 25, colour: 'red' },
    { n: 3, zh: '三级（比较严重）', en: 'Level 3 (rather severe)', from: 6, to: 15, colour: 'yellow' },
    { n: 4, zh: '四级（一般、亚困境）', en: 'Level 4 (mild)', from: 1, to: 5, colour: 'green' },
    { n: 5, zh: '五级', en: 'Level 5', from: 0, to: 0, colour: 'green' },
  ],
  vetoes: ['harmed', 'away', 'catastrophe', 'danger'].map((key) => ({ item: key, option: 'yes', grade: 1 })),
  cadenceDays: null,
  who: WHO,
  totalShown: true,
  inUse: false,
}

export const SHIPPED_EXAMPLES = { qianxi, academic } satisfies Record<string, Template>
