import { SHIPPED_EXAMPLES } from './shipped-examples.ts'
import type { Template } from './template.ts'
import type { TemplateVersion } from './template-book.ts'

type Said = [zh: string, en: string]
type OptionSaid = [key: string, zh: string, en: string, points: number]

const option = ([key, zh, en, points]: OptionSaid) => ({ key, zh, en, points })
const item = (key: string, [zh, en]: Said, options: OptionSaid[], fact?: string) => ({
  key,
  zh,
  en,
  options: options.map(option),
  ...(fact && { fact }),
})
const section = (key: string, [zh, en]: Said, items: ReturnType<typeof item>[]) => ({ key, zh, en, items })
const NO: OptionSaid = ['no', '否', 'No', 0]
const YES: OptionSaid = ['yes', '是', 'Yes', 0]

/** 监护情况评估, the only nationwide scale (policy §2.3). What is chosen is the fact 监护类型 of the file. */
const nationalGuardianship: Template = {
  zh: '监护情况评估',
  en: 'Guardianship assessment',
  source: { standing: 'national', document: '民发〔2016〕42号 附件3 填表说明：监护情况 较好、一般、差' },
  direction: 'highBad',
  sections: [
    section(
      'guardianship',
      ['实际监护情况', 'Guardianship as it is'],
      [
        item(
          'guardianship',
          ['监护情况', 'Guardianship'],
          [
            [
              'good',
              '较好：监护人较好地履行职责，生活、教育、健康有保障',
              'Good: duties done fairly well; life, education and health secured',
              0,
            ],
            [
              'fair',
              '一般：基本履行职责，但行为偏差、心理失衡有潜在风险',
              'Fair: duties basically done, with latent risk of deviation or imbalance',
              1,
            ],
            ['nobody', '差：无人监护', 'Poor: nobody guards', 2],
            ['parentIncapable', '差：父或母无监护能力', 'Poor: father or mother incapable', 2],
            [
              'carerInsufficient',
              '差：受委托监护人监护能力不足',
              'Poor: the entrusted guardian is not able enough',
              2,
            ],
          ],
          'guardianship',
        ),
      ],
    ),
  ],
  // The fact that it records makes the colour; said twice it would be shown twice.
  grades: [
    { n: 1, zh: '较好', en: 'Good', from: 0, to: 0 },
    { n: 2, zh: '一般', en: 'Fair', from: 1, to: 1 },
    { n: 3, zh: '差', en: 'Poor', from: 2, to: 2 },
  ],
  vetoes: [],
  cadenceDays: null,
  who: ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  totalShown: false,
  inUse: true,
}

/**
 * 红黄绿 is used in many counties and stands in no document that was found (policy §4.3): built from items that stand in
 * documents (未成年人保护法 art. 21–23, 黔西, 附件3), with points of the project.
 */
const threeColours: Template = {
  zh: '三色风险评估',
  en: 'Three-colour risk assessment',
  source: {
    standing: 'projectDefault',
    document:
      '项目按《未成年人保护法》第21—23条、民发〔2016〕42号附件3和黔西县评估表的项目编成；分值为项目默认',
  },
  direction: 'highBad',
  sections: [
    section(
      'urgent',
      ['紧急情形（任一为“是”即为红色）', 'Emergencies (any “yes” is red)'],
      [
        item(
          'harmed',
          [
            '正遭受或疑似遭受侵害、家庭暴力、虐待、遗弃',
            'Being harmed, or suspected: violence, abuse, abandonment',
          ],
          [NO, YES],
        ),
        item(
          'unattended',
          [
            '不满八周岁或需特别照顾，却处于无人看护状态（第21条）',
            'Under 8, or in need of special care, and unattended (art. 21)',
          ],
          [NO, YES],
        ),
        item(
          'alone',
          [
            '不满十六周岁，脱离监护单独居住（第21条）',
            'Under 16 and living alone without guardianship (art. 21)',
          ],
          [NO, YES],
        ),
        item(
          'barredCarer',
          [
            '照护人有不得担任被委托人的情形（第22条）',
            'The carer is one whom the law bars from being entrusted (art. 22)',
          ],
          [NO, YES],
        ),
      ],
    ),
    section(
      'guardianship',
      ['监护', 'Guardianship'],
      [
        item(
          'guardianship',
          ['监护情况', 'Guardianship'],
          [
            ['good', '较好', 'Good', 0],
            ['fair', '一般', 'Fair', 3],
            ['nobody', '差：无人监护', 'Poor: nobody guards', 8],
            ['parentIncapable', '差：父或母无监护能力', 'Poor: a parent is incapable', 8],
            ['carerInsufficient', '差：受委托监护人能力不足', 'Poor: entrusted guardian not able enough', 8],
          ],
          'guardianship',
        ),
        item(
          'contact',
          ['父母每周至少联系一次（第23条）', 'Parents are in contact at least weekly (art. 23)'],
          [
            ['weekly', '是', 'Yes', 0],
            ['less', '不足每周一次', 'Less than weekly', 2],
            ['never', '一个月以上没有联系', 'No contact for a month or more', 4],
          ],
        ),
      ],
    ),
    section(
      'child',
      ['儿童', 'The child'],
      [
        item(
          'body',
          ['身体', 'Body'],
          [
            ['healthy', '健康', 'Healthy', 0],
            ['ill', '残疾或重病', 'Disabled or seriously ill', 2],
          ],
        ),
        item(
          'mind',
          ['心理', 'Mind'],
          [
            ['healthy', '正常', 'Well', 0],
            ['signs', '自卑、孤独、忧虑等表现', 'Signs of loneliness, worry, low self-regard', 2],
            ['severe', '严重偏差', 'Severe deviation', 5],
          ],
        ),
        item(
          'behaviour',
          ['行为习惯', 'Behaviour'],
          [
            ['normal', '正常', 'Normal', 0],
            [
              'deviant',
              '有逃学、沉迷网络、偷盗、打架、流浪等',
              'Truancy, internet addiction, theft, fights, roaming',
              4,
            ],
          ],
        ),
        item(
          'school',
          ['就学', 'School'],
          [
            ['attends', '正常就学，或未到入学年龄', 'Attends, or is too young', 0],
            ['tired', '厌学、常缺课', 'Tired of school, often absent', 2],
            ['dropped', '辍学', 'Dropped out', 5],
          ],
        ),
      ],
    ),
    section(
      'home',
      ['家庭和环境', 'Family and surroundings'],
      [
        item(
          'hazards',
          [
            '居住安全隐患（用电用火、煤气、危房、溺水、地质灾害等）',
            'Hazards at home (fire, gas, unsafe house, water, landslides …)',
          ],
          [
            ['none', '无', 'None', 0],
            ['some', '有', 'Some', 4],
          ],
        ),
        item(
          'money',
          ['家庭经济', 'Household economy'],
          [
            ['enough', '低保标准两倍以上', 'Twice the subsistence line or more', 0],
            ['tight', '低保标准以上', 'Above the subsistence line', 1],
            ['poor', '低保标准以下', 'Below the subsistence line', 2],
          ],
        ),
        item(
          'parents',
          ['单亲，或父母一方服刑', 'A single parent, or a parent in prison'],
          [
            ['no', '否', 'No', 0],
            ['yes', '是', 'Yes', 2],
          ],
        ),
      ],
    ),
  ],
  grades: [
    { n: 1, zh: '低风险', en: 'Low risk', from: 0, to: 5, colour: 'green' },
    { n: 2, zh: '中风险', en: 'Middle risk', from: 6, to: 12, colour: 'yellow' },
    { n: 3, zh: '高风险', en: 'High risk', from: 13, to: 36, colour: 'red' },
  ],
  vetoes: ['harmed', 'unattended', 'alone', 'barredCarer'].map((key) => ({
    item: key,
    option: 'yes',
    grade: 3,
  })),
  // 黔西: every March and September (policy §4.3).
  cadenceDays: 183,
  who: ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  totalShown: false,
  inUse: true,
}

const shipped = (template: string, body: Template, from = '2016-02-04'): TemplateVersion => ({
  template,
  version: 1,
  from,
  body,
})

/** What every county begins with. A county publishes versions of its own on top; these stay as they are. */
export const SHIPPED_TEMPLATES: readonly TemplateVersion[] = [
  shipped('threeColours', threeColours),
  shipped('nationalGuardianship', nationalGuardianship),
  ...Object.entries(SHIPPED_EXAMPLES).map(([key, body]) => shipped(key, body)),
]
