/**
 * A department of a county, as the documents on left-behind children and children in difficulty name them
 * (members of the joint conference of 国办函〔2016〕30号 and of a county's leading group). `title` is how it
 * signs, with the county for {}, where that is not simply the county and `zh`. `duties` are those that the
 * documents state; a body that is only named as a member has none.
 */
type Department = { zh: string; en: string; title?: `${string}{}${string}`; duties: readonly string[] }

export const DEPARTMENTS = {
  civilAffairsBureau: {
    zh: '民政局',
    en: 'Civil affairs bureau',
    duties: ['牵头协调', '信息系统', '评估帮扶', '临时监护', '长期监护', '救助保障'],
  },
  educationBureau: {
    zh: '教育局',
    en: 'Education bureau',
    duties: ['控辍保学', '学校管理', '心理健康教育', '教师培训'],
  },
  publicSecurityBureau: {
    zh: '公安局',
    en: 'Public security bureau',
    duties: ['应急处置', '户口登记', '查找父母', '被羁押人员子女询问'],
  },
  justiceBureau: { zh: '司法局', en: 'Justice bureau', duties: ['法律援助', '法治宣传', '服刑人员子女'] },
  healthCommission: {
    zh: '卫生健康局',
    en: 'Health commission',
    duties: ['健康服务', '预防接种', '精神治疗'],
  },
  humanResourcesBureau: {
    zh: '人力资源和社会保障局',
    en: 'Human resources and social security bureau',
    duties: ['返乡就业', '技能培训'],
  },
  housingBureau: { zh: '住房和城乡建设局', en: 'Housing and construction bureau', duties: ['住房保障'] },
  financeBureau: { zh: '财政局', en: 'Finance bureau', duties: ['资金保障'] },
  womensFederation: { zh: '妇女联合会', en: "Women's federation", duties: ['家庭教育', '儿童之家'] },
  youthLeague: {
    zh: '共青团委员会',
    en: 'Communist Youth League committee',
    title: '共青团{}委员会',
    duties: ['志愿者', '少先队'],
  },
  disabledPersonsFederation: {
    zh: '残疾人联合会',
    en: "Disabled persons' federation",
    duties: ['康复救助', '残疾人证'],
  },
  tradeUnionFederation: { zh: '总工会', en: 'Federation of trade unions', duties: ['职工家庭'] },
  nextGenerationCommittee: {
    zh: '关心下一代工作委员会',
    en: 'Working committee for the care of the next generation',
    duties: ['五老'],
  },
  court: { zh: '人民法院', en: "People's court", duties: ['绿色通道', '文书抄送民政和乡镇'] },
  procuratorate: {
    zh: '人民检察院',
    en: "People's procuratorate",
    duties: ['法律监督', '支持起诉', '检察建议'],
  },
  womenAndChildrenOffice: {
    zh: '妇女儿童工作委员会办公室',
    en: 'Office of the working committee on women and children',
    duties: [],
  },
  publicityDepartment: { zh: '宣传部', en: 'Publicity department', title: '中共{}委宣传部', duties: [] },
  politicalLegalCommittee: {
    zh: '政法委员会',
    en: 'Political and legal affairs committee',
    title: '中共{}委政法委员会',
    duties: [],
  },
  cyberspaceOffice: {
    zh: '网信办',
    en: 'Cyberspace affairs office',
    title: '中共{}委网络安全和信息化委员会办公室',
    duties: [],
  },
  peoplesCongress: {
    zh: '人大常委会',
    en: "Standing committee of the people's congress",
    title: '{}人民代表大会常务委员会',
    duties: [],
  },
  developmentReformBureau: { zh: '发展和改革局', en: 'Development and reform bureau', duties: [] },
  industryBureau: { zh: '工业和信息化局', en: 'Industry and information technology bureau', duties: [] },
  ethnicReligiousBureau: { zh: '民族宗教事务局', en: 'Ethnic and religious affairs bureau', duties: [] },
  transportBureau: { zh: '交通运输局', en: 'Transport bureau', duties: [] },
  agricultureBureau: { zh: '农业农村局', en: 'Agriculture and rural affairs bureau', duties: [] },
  cultureTourismBureau: {
    zh: '文化旅游和广播电视局',
    en: 'Culture, tourism, radio and television bureau',
    duties: [],
  },
  emergencyManagementBureau: { zh: '应急管理局', en: 'Emergency management bureau', duties: [] },
  stateAssetsOffice: {
    zh: '国有资产监督管理机构',
    en: 'State-owned assets supervision office',
    title: '{}国有资产监督管理局',
    duties: [],
  },
  marketRegulationBureau: { zh: '市场监督管理局', en: 'Market regulation bureau', duties: [] },
  statisticsBureau: { zh: '统计局', en: 'Statistics bureau', duties: [] },
  healthcareSecurityBureau: { zh: '医疗保障局', en: 'Healthcare security bureau', duties: [] },
  taxBureau: { zh: '税务局', en: 'Tax bureau', title: '国家税务总局{}税务局', duties: [] },
  industryCommerceFederation: { zh: '工商业联合会', en: 'Federation of industry and commerce', duties: [] },
  scienceAssociation: { zh: '科学技术协会', en: 'Association for science and technology', duties: [] },
} as const satisfies Record<string, Department>

export type DepartmentKind = keyof typeof DEPARTMENTS

export const DEPARTMENT_KINDS = Object.keys(DEPARTMENTS) as DepartmentKind[]

/** The usual name; a county renames what it calls otherwise. */
export function departmentName(kind: DepartmentKind, county: string): string {
  const { zh, title = `{}${zh}` }: Department = DEPARTMENTS[kind]
  return title.replace('{}', county)
}
