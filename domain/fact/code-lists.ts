/**
 * Closed lists of values. `n` is what the database stores (small integers group fastest) and never
 * changes; `zh` is the wording of the official form where there is one; `says` are other spellings
 * that offices write. Order is the order of the form.
 */
export type Code = { n: number; zh: string; en: string; says?: readonly string[] }
export type CodeList = Record<string, Code>
const list = <const L extends CodeList>(codes: L) => codes

export const SEX = list({
  male: { n: 1, zh: '男', en: 'Male', says: ['男性', '男孩', '男童', '男生'] },
  female: { n: 2, zh: '女', en: 'Female', says: ['女性', '女孩', '女童', '女生'] },
})

/** 身体情况: the form's three (健康/残疾/患病) and the finer ones of the national system (policy §2.1, §2.5). */
export const HEALTH = list({
  healthy: { n: 1, zh: '健康', en: 'Healthy', says: ['良好', '正常', '好'] },
  frail: { n: 2, zh: '一般或较弱', en: 'Fair or frail', says: ['一般', '较弱'] },
  chronicIllness: { n: 3, zh: '慢性病', en: 'Chronic illness' },
  seriousIllness: { n: 4, zh: '患病', en: 'Seriously ill', says: ['重病', '大病'] },
  disabled: { n: 5, zh: '残疾', en: 'Disabled' },
  other: { n: 6, zh: '其他', en: 'Other' },
})

export const DISABILITY_KIND = list({
  visual: { n: 1, zh: '视力', en: 'Visual' },
  hearing: { n: 2, zh: '听力', en: 'Hearing' },
  speech: { n: 3, zh: '言语', en: 'Speech' },
  physical: { n: 4, zh: '肢体', en: 'Physical' },
  intellectual: { n: 5, zh: '智力', en: 'Intellectual' },
  mental: { n: 6, zh: '精神', en: 'Mental' },
  multiple: { n: 7, zh: '多重', en: 'Multiple' },
})

export const DISABILITY_GRADE = list({
  grade1: { n: 1, zh: '一级', en: 'Grade 1', says: ['1级'] },
  grade2: { n: 2, zh: '二级', en: 'Grade 2', says: ['2级'] },
  grade3: { n: 3, zh: '三级', en: 'Grade 3', says: ['3级'] },
  grade4: { n: 4, zh: '四级', en: 'Grade 4', says: ['4级'] },
})

/** 就学情况: eight codes of the form (policy §2.1). 辍学 = dropped out in the compulsory stage; 不在学 = 14–16 and not at school. */
export const SCHOOLING = list({
  notYet: { n: 1, zh: '未入园', en: 'Not yet in kindergarten', says: ['学龄前'] },
  kindergarten: { n: 2, zh: '幼儿园', en: 'Kindergarten' },
  primary: { n: 3, zh: '小学', en: 'Primary school' },
  juniorSecondary: { n: 4, zh: '初中', en: 'Junior secondary' },
  seniorSecondary: { n: 5, zh: '高中', en: 'Senior secondary' },
  vocational: { n: 6, zh: '中职', en: 'Secondary vocational', says: ['中专', '职高', '技校'] },
  droppedOut: { n: 7, zh: '辍学', en: 'Dropped out' },
  notInSchool: { n: 8, zh: '不在学', en: 'Not in school' },
})

export const HUKOU_NATURE = list({
  rural: { n: 1, zh: '农村居民户口', en: 'Rural', says: ['农业', '农村', '农业户口'] },
  urban: { n: 2, zh: '城镇居民户口', en: 'Urban', says: ['非农业', '城镇', '非农'] },
  other: { n: 3, zh: '其他', en: 'Other', says: ['无户口', '居民户口'] },
})

/** 监护类型 of the form: really the assessment. The first three are 差 (policy §2.1). */
export const GUARDIANSHIP = list({
  nobody: { n: 1, zh: '无人监护', en: 'Nobody guards' },
  parentIncapable: { n: 2, zh: '父或母无监护能力', en: 'Father or mother incapable' },
  carerInsufficient: {
    n: 3,
    zh: '受委托监护人监护能力不足',
    en: 'Entrusted guardian insufficient',
    says: ['受委托监护人能力不足'],
  },
  fair: { n: 4, zh: '监护情况一般', en: 'Fair', says: ['一般'] },
  good: { n: 5, zh: '监护情况较好', en: 'Good', says: ['较好', '好'] },
})

/** 委托照料原因 (policy §2.4). */
export const ENTRUST_REASON = list({
  bothAway: { n: 1, zh: '父母双方同时外出', en: 'Both parents away' },
  oneAwayOtherIncapable: { n: 2, zh: '父母一方外出，另一方无监护能力', en: 'One away, the other incapable' },
  bothIncapable: { n: 3, zh: '父母双方无监护能力', en: 'Both parents incapable' },
})

export const PARENT = list({
  father: { n: 1, zh: '父亲', en: 'Father', says: ['父'] },
  mother: { n: 2, zh: '母亲', en: 'Mother', says: ['母'] },
})

export const INCOME = list({
  wages: { n: 1, zh: '打工收入', en: 'Wages', says: ['打工', '务工', '务工收入'] },
  farming: { n: 2, zh: '种养殖业', en: 'Farming', says: ['种植', '养殖', '种养殖', '务农'] },
  stateAid: { n: 3, zh: '政府救助', en: 'State aid' },
  kinAid: { n: 4, zh: '亲朋接济', en: 'Help of relatives and friends' },
  other: { n: 5, zh: '其他', en: 'Other' },
})

/** 救助帮扶情况 of the form, and the kinds that the national system adds (policy §2.1, §2.4). */
export const AID = list({
  subsistence: { n: 1, zh: '享受低保', en: 'Subsistence allowance', says: ['低保', '最低生活保障'] },
  temporary: { n: 2, zh: '临时救助', en: 'Temporary aid' },
  medical: { n: 3, zh: '医疗救助', en: 'Medical aid' },
  housing: { n: 4, zh: '住房救助', en: 'Housing aid' },
  otherAid: { n: 5, zh: '其他救助', en: 'Other aid', says: ['其他'] },
  registeredPoor: { n: 6, zh: '建档立卡贫困户', en: 'Registered poor household', says: ['建档立卡'] },
  extremePoverty: { n: 7, zh: '特困供养', en: 'Extreme poverty support', says: ['特困'] },
  disabilityLiving: { n: 8, zh: '残疾人生活补助', en: 'Disability living allowance' },
  disabilityCare: { n: 9, zh: '残疾人护理补助', en: 'Disability care allowance' },
  orphanAllowance: { n: 10, zh: '孤儿津贴', en: 'Orphan allowance' },
})

/** State of a parent: where he or she is, and what the 事实无人抚养 rule asks (policy §1). */
export const PARENT_STATE = list({
  atHome: { n: 1, zh: '在家', en: 'At home' },
  awayForWork: { n: 2, zh: '外出务工', en: 'Away for work', says: ['外出', '打工', '务工'] },
  deceased: { n: 3, zh: '死亡', en: 'Deceased', says: ['已故', '去世', '亡'] },
  missing: { n: 4, zh: '失踪', en: 'Declared missing' },
  severelyDisabled: { n: 5, zh: '重残', en: 'Severely disabled' },
  seriouslyIll: { n: 6, zh: '重病', en: 'Seriously ill' },
  imprisoned: { n: 7, zh: '服刑在押', en: 'In prison', says: ['服刑'] },
  compulsoryRehabilitation: { n: 8, zh: '强制隔离戒毒', en: 'In compulsory rehabilitation', says: ['戒毒'] },
  otherwiseConfined: { n: 9, zh: '被执行其他限制人身自由的措施', en: 'Otherwise confined' },
  outOfContact: { n: 10, zh: '失联', en: 'Out of contact' },
  guardianshipRevoked: { n: 11, zh: '被撤销监护资格', en: 'Guardianship revoked' },
  deported: { n: 12, zh: '被遣送（驱逐）出境', en: 'Deported' },
})

/** Where the household register is, as the definition of 流动儿童 asks: districts of one city are not apart (policy §1). */
export const HUKOU_COUNTY = list({
  here: { n: 1, zh: '本县（市、区）', en: 'This county', says: ['本县', '本地'] },
  sameCityDistrict: { n: 2, zh: '同一城市的其他市辖区', en: 'Another district of the same city' },
  otherCounty: { n: 3, zh: '其他县（市、区）', en: 'Another county', says: ['外县', '外地', '外省'] },
})

/**
 * What a child can be by the facts, or on an office's list. `n` is also the place of its bit in child_state.
 * 艾滋病感染 is not among them: it is known to named holders alone.
 */
export const CIRCUMSTANCE = list({
  leftBehind: { n: 1, zh: '农村留守儿童', en: 'Left behind', says: ['留守儿童', '留守'] },
  migrant: { n: 2, zh: '流动儿童', en: 'Migrant', says: ['流动'] },
  orphan: { n: 3, zh: '孤儿', en: 'Orphan' },
  unraised: {
    n: 4,
    zh: '事实无人抚养儿童',
    en: 'De facto unraised',
    says: ['事实无人抚养', '事实孤儿'],
  },
  disabled: { n: 5, zh: '残疾儿童', en: 'Disabled', says: ['残疾', '自身残疾', '残疾困境儿童'] },
  seriouslyIll: { n: 6, zh: '重病儿童', en: 'Seriously ill', says: ['重病', '患病', '大病'] },
  poor: { n: 7, zh: '家庭贫困儿童', en: 'Poor household', says: ['家庭贫困', '贫困', '困难家庭儿童'] },
  guardianshipLacking: { n: 8, zh: '监护缺失儿童', en: 'Nobody guards', says: ['监护缺失'] },
  guardianshipImproper: {
    n: 9,
    zh: '监护不当儿童',
    en: 'Improperly guarded',
    says: ['监护不当', '监护不力'],
  },
  unregistered: { n: 10, zh: '无户籍儿童', en: 'Without household register', says: ['无户籍', '无户口'] },
  droppedOut: { n: 11, zh: '辍学儿童', en: 'Dropped out', says: ['辍学', '失学'] },
})
export type Circumstance = keyof typeof CIRCUMSTANCE

/** Relation to the child. Spoken words of offices stand in `says`. */
export const RELATION = list({
  father: { n: 1, zh: '父亲', en: 'Father', says: ['父', '爸爸', '爸', '父子', '父女'] },
  mother: { n: 2, zh: '母亲', en: 'Mother', says: ['母', '妈妈', '妈', '母子', '母女'] },
  paternalGrandfather: {
    n: 3,
    zh: '祖父',
    en: 'Paternal grandfather',
    says: ['爷爷', '爷', '祖孙', '爷孙', '阿公'],
  },
  paternalGrandmother: {
    n: 4,
    zh: '祖母',
    en: 'Paternal grandmother',
    says: ['奶奶', '奶', '奶孙', '婆孙', '阿婆'],
  },
  maternalGrandfather: {
    n: 5,
    zh: '外祖父',
    en: 'Maternal grandfather',
    says: ['姥爷', '外公', '老爷', '外爷', '家公'],
  },
  maternalGrandmother: {
    n: 6,
    zh: '外祖母',
    en: 'Maternal grandmother',
    says: ['姥姥', '外婆', '姥', '家婆'],
  },
  brother: { n: 7, zh: '兄弟', en: 'Brother', says: ['哥哥', '弟弟', '哥'] },
  sister: { n: 8, zh: '姐妹', en: 'Sister', says: ['姐姐', '妹妹', '姐'] },
  paternalUncle: {
    n: 9,
    zh: '叔父',
    en: 'Paternal uncle',
    says: ['叔叔', '伯父', '伯伯', '大伯', '大爷', '叔', '伯', '叔侄', '姑父', '姑夫'],
  },
  paternalAunt: {
    n: 10,
    zh: '姑母',
    en: 'Paternal aunt',
    says: ['姑姑', '姑妈', '姑', '大姑', '婶婶', '婶', '婶子', '伯母', '大娘', '姑侄'],
  },
  maternalUncle: { n: 11, zh: '舅舅', en: 'Maternal uncle', says: ['舅父', '舅', '大舅', '姨父', '姨夫'] },
  maternalAunt: {
    n: 12,
    zh: '姨妈',
    en: 'Maternal aunt',
    says: ['姨母', '姨', '小姨', '大姨', '舅妈', '舅母', '姨娘', '阿姨'],
  },
  stepfather: { n: 13, zh: '继父', en: 'Stepfather' },
  stepmother: { n: 14, zh: '继母', en: 'Stepmother' },
  otherRelative: { n: 15, zh: '其他亲属', en: 'Other relative', says: ['亲属', '亲戚'] },
  neighbour: { n: 16, zh: '邻居', en: 'Neighbour' },
  teacher: { n: 17, zh: '老师', en: 'Teacher', says: ['教师'] },
  friend: { n: 18, zh: '朋友', en: 'Friend' },
  volunteer: { n: 19, zh: '志愿者', en: 'Volunteer', says: ['代理妈妈', '爱心妈妈'] },
  other: { n: 20, zh: '其他', en: 'Other' },
})
export type Relation = keyof typeof RELATION

/** 实际监护 (policy §2.3, §2.4): who really looks after the child. Computed from the carer, never typed in. */
export const CARER_KIND = list({
  grandparents: { n: 1, zh: '祖父母、外祖父母', en: 'Grandparents' },
  relativesOrFriends: { n: 2, zh: '亲戚朋友', en: 'Relatives or friends' },
  oneAwayOtherIncapable: { n: 3, zh: '一方外出另一方无监护能力', en: 'One away, the other incapable' },
  nobody: { n: 4, zh: '无人监护', en: 'Nobody' },
  parentAtHome: { n: 5, zh: '父或母在家', en: 'A parent at home' },
})
export type CarerKind = keyof typeof CARER_KIND

/** 观察到的情况 (S4-22). Words for what a worker observed, never a diagnosis. */
export const OBSERVED = list({
  unbalanced: { n: 1, zh: '心理不平衡', en: 'Feels wronged' },
  lowSelfEsteem: { n: 2, zh: '自卑', en: 'Low self-esteem' },
  lonely: { n: 3, zh: '孤独', en: 'Lonely' },
  anxious: { n: 4, zh: '忧虑', en: 'Anxious' },
  disappointed: { n: 5, zh: '失望', en: 'Disappointed' },
  irregularLife: { n: 6, zh: '生活无规律', en: 'Irregular life' },
  wearyOfSchool: { n: 7, zh: '厌学', en: 'Weary of school', says: ['缺乏学习自觉性'] },
  wilful: { n: 8, zh: '任性', en: 'Wilful', says: ['自私'] },
  weakSelfControl: { n: 9, zh: '自控能力差', en: 'Weak self-control', says: ['无组织无纪律'] },
})

export const RESULTS = list({
  excellent: { n: 1, zh: '优秀', en: 'Excellent', says: ['优'] },
  good: { n: 2, zh: '良好', en: 'Good', says: ['良'] },
  average: { n: 3, zh: '一般', en: 'Average', says: ['中'] },
  weak: { n: 4, zh: '较差', en: 'Weak', says: ['差'] },
})

export const HOUSING = list({
  safe: { n: 1, zh: '安全住房', en: 'Safe dwelling', says: ['安全'] },
  unsafe: { n: 2, zh: '危房', en: 'Unsafe dwelling' },
  rented: { n: 3, zh: '租住', en: 'Rented', says: ['租房'] },
  lodging: { n: 4, zh: '借住', en: 'Lodging' },
})

export const LEAVE_REASON = list({
  age: { n: 1, zh: '年满十六周岁', en: 'Turned 16' },
  parentsBack: { n: 2, zh: '父母返乡', en: 'Parents returned' },
  moved: { n: 3, zh: '迁出', en: 'Moved away' },
  deceased: { n: 4, zh: '死亡', en: 'Deceased' },
  wrongEntry: { n: 5, zh: '录入有误', en: 'Entered by mistake' },
  other: { n: 6, zh: '其他', en: 'Other' },
})
