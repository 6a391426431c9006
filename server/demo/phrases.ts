import type { Weighted } from './random.ts'

/** Where people of the northeast go to work, as the form asks it: 省 and 市. */
export const WORK_PLACES: Weighted<string> = [
  ['辽宁省沈阳市', 22],
  ['辽宁省大连市', 13],
  ['辽宁省抚顺市', 9],
  ['辽宁省营口市', 3],
  ['北京市', 9],
  ['天津市', 6],
  ['河北省唐山市', 3],
  ['山东省青岛市', 5],
  ['山东省烟台市', 3],
  ['吉林省长春市', 3],
  ['内蒙古自治区鄂尔多斯市', 2],
  ['上海市', 5],
  ['江苏省苏州市', 4],
  ['江苏省昆山市', 2],
  ['浙江省宁波市', 3],
  ['广东省东莞市', 4],
  ['广东省深圳市', 4],
]

export const WORK_UNITS = ['建筑工地', '电子厂', '服装厂', '餐馆', '物流公司', '家政公司', '汽车配件厂']

export const ILLNESS = {
  seriouslyIll: ['先天性心脏病', '急性白血病', '再生障碍性贫血', '重症肌无力'],
  chronicallyIll: ['支气管哮喘', '癫痫', '1型糖尿病', '慢性肾炎'],
  parent: ['脑出血后遗症', '尿毒症', '肝硬化', '重度抑郁症'],
} as const

export const HOBBIES = ['画画', '打篮球', '唱歌', '看书', '跳绳', '下象棋', '踢足球', '做手工']

export const LIVING = [
  '衣着整洁,一日三餐有保障,与祖辈同住',
  '住房保暖尚可,冬季取暖靠自家烧柴',
  '早餐常常不吃,零花钱偏多,多在小卖部花掉',
  '家中清洁一般,有自己的床铺和书桌',
]
export const MIND = [
  '开朗,愿意与人交谈',
  '话不多,问到父母时情绪低落',
  '平稳,与同学相处较好',
  '想念父母,盼着过年',
]
export const OPINIONS = [
  '希望父母多打电话',
  '担心孩子上网时间长',
  '希望学校多管作业',
  '身体还行，能照顾过来',
  '冬天取暖有些困难',
]
export const NEEDS = [
  '希望有人辅导作业',
  '希望每周能与父母视频一次',
  '需要冬季棉衣',
  '想要课外书',
  '希望参加暑期活动',
]
export const ADVICE = [
  '提醒父母每周至少联系一次',
  '请学校安排课后辅导',
  '下月再次走访',
  '与照料人谈用火用电安全',
]

export const CIRCUMSTANCES = {
  fatherDeceased: '父亲已去世,母亲在外务工',
  motherDeceased: '母亲已去世,父亲在外务工',
  imprisonedAndOutOfContact: '父亲服刑在押,母亲离家后失去联系,应核对是否符合事实无人抚养儿童条件',
} as const

export const REASONS = {
  moved: ['随家人搬到现住村居住', '原住房翻建,全家搬到现住村', '为就近上学搬到现住村'],
  carerChanged: ['原照料人住院,由家里人接替', '原照料人年迈体弱,全家商定更换', '原照料人外出帮工'],
  left: {
    age: '年满十六周岁,按规定退出登记',
    parentsBack: '父母已返乡居住,由父母直接照护',
    moved: '随父母到务工地就学,户口一并迁出',
  },
  phoneSlip: '登记时电话号码抄错一位,与本人核对后更正',
  addressSlip: '入户核实,登记时组别写错',
} as const
