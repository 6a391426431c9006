/**
 * The clauses of a 委托照护协议, by version. An agreement names the version that was signed, so a published one is
 * never changed: a new wording is a new version. No official text of the 确认书 could be found (policy §3.2): these are
 * put together from the law, and marked as the project's own on every page that shows them.
 */
export type Clause = { title: string; lines: readonly string[]; law?: string }
export type AgreementTemplate = {
  zh: string
  en: string
  /** Stands beneath the title of every paper. */
  mark: string
  clauses: readonly Clause[]
}

export const AGREEMENT_TEMPLATES = {
  v1: {
    zh: '委托照护协议',
    en: 'Care agreement',
    mark: '本项目范本，非官方文本；县（市、区）有统一文本的，以其为准 Project template, not an official text',
    clauses: [
      {
        title: '委托人的责任',
        law: '《未成年人保护法》第二十二条、第二十三条',
        lines: [
          '委托照护不改变监护关系，委托人仍是儿童的监护人，依法承担监护责任。',
          '按时支付儿童的生活、教育、医疗等费用。',
          '与儿童和被委托人至少每周联系和交流一次，了解儿童的生活、学习、心理等情况，并给予儿童亲情关爱。',
          '接到被委托人、村（居）民委员会、学校等关于儿童心理、行为异常的通知后，及时采取干预措施，必要时返回。',
          '务工地点、联系电话等有变化的，及时告知被委托人、村（居）民委员会和学校、幼儿园。',
        ],
      },
      {
        title: '被委托人的责任',
        law: '《未成年人保护法》第二十一条、第二十二条',
        lines: [
          '照顾儿童的生活，保障其饮食、居住、交通、用水、用电、用火等方面的安全。',
          '不使不满八周岁或者因身体、心理原因需要特别照顾的儿童处于无人看护状态，不使不满十六周岁的儿童脱离监护单独生活。',
          '保障儿童按时入学并完成义务教育，配合学校的教育。',
          '儿童生病、受伤时及时送医，并告知委托人。',
          '不打骂、虐待、遗弃儿童，不把儿童再转托他人照护。',
          '发现儿童受到侵害、失踪、辍学或者心理、行为异常的，立即告知委托人和村（居）民委员会；涉嫌违法犯罪的立即报警。',
        ],
      },
      {
        title: '被委托人的承诺',
        law: '《未成年人保护法》第二十二条第三款',
        lines: [
          '具有完全民事行为能力，有照护能力。',
          '没有实施过性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为，没有吸毒、酗酒、赌博等恶习，没有曾拒不履行或者长期怠于履行监护、照护职责的情形，也没有其他不适宜担任被委托人的情形。',
        ],
      },
      {
        title: '村（居）民委员会的监督',
        law: '《未成年人保护法》第四十三条',
        lines: [
          '定期走访，监督照护情况。',
          '发现被委托人缺乏照护能力、怠于履行照护职责等情况的，及时向政府有关部门报告，告知委托人，帮助、督促被委托人履行照护职责。',
        ],
      },
      {
        title: '变更与终止',
        lines: [
          '委托人返回共同生活、被委托人不能继续照护、被委托人出现不得担任的情形、儿童迁居的，本协议终止或者另行签订。',
          '期满仍须委托照护的，期满前重新签订。',
        ],
      },
    ],
  },
} as const satisfies Record<string, AgreementTemplate>

export type TemplateKey = keyof typeof AGREEMENT_TEMPLATES
export const CURRENT_TEMPLATE: TemplateKey = 'v1'
