import { DISABILITY_GRADE, DISABILITY_KIND, HEALTH, PARENT_STATE, SEX } from './code-lists.ts'
import type { FactDef } from './fact.ts'

const line = (max = 50) => ({ kind: 'text', max }) as const

/**
 * Every fact about a parent, grandparent or carer: a person of their own, shared by siblings.
 * Each is a column of `kin` (migration 0003); to add one, see docs/how-to/add-a-fact.md.
 */
export const RELATIVE_FACTS = {
  name: { zh: '姓名', en: 'Name', type: line(72), privacy: 'name', block: 'self', form: '2.1', listed: true },
  sex: { zh: '性别', en: 'Sex', type: { kind: 'code', list: SEX }, privacy: 'open', block: 'self' },
  birthDate: {
    zh: '出生日期',
    en: 'Birth date',
    type: { kind: 'date' },
    privacy: 'open',
    block: 'self',
    form: '2.1',
    heads: ['出生年月'],
  },
  idNumber: {
    zh: '公民身份证号码',
    en: 'Resident ID number',
    type: { kind: 'residentId' },
    privacy: 'identity',
    block: 'self',
    form: '2.1',
    heads: ['身份证号', '身份证号码', '证件号码', '身份证'],
  },
  phones: {
    zh: '联系电话',
    en: 'Phone',
    type: { kind: 'phones' },
    privacy: 'identity',
    block: 'contact',
    form: '2.1',
    listed: true,
    confirmAfterDays: 180,
    heads: ['电话', '手机', '手机号', '手机号码', '电话号码', '联系方式'],
  },
  parentState: {
    zh: '状态',
    en: 'State',
    type: { kind: 'code', list: PARENT_STATE },
    privacy: 'open',
    block: 'guardianship',
    form: '§1',
    listed: true,
    confirmAfterDays: 180,
  },
  workPlace: {
    zh: '当前务工地点',
    en: 'Place of work',
    type: line(100),
    privacy: 'open',
    block: 'guardianship',
    form: '2.1',
    listed: true,
    confirmAfterDays: 180,
    heads: ['务工地点', '务工地', '打工地点', '打工地', '外出地点', '务工地址'],
  },
  workUnit: {
    zh: '务工单位',
    en: 'Employer',
    type: line(100),
    privacy: 'private',
    block: 'guardianship',
    heads: ['工作单位'],
  },
  address: {
    zh: '居住地址',
    en: 'Address',
    type: { kind: 'address' },
    privacy: 'identity',
    block: 'place',
    form: '2.1',
    heads: ['居住地地址', '住址', '常驻地址', '地址'],
  },
  health: {
    zh: '身体情况',
    en: 'Health',
    type: { kind: 'code', list: HEALTH },
    privacy: 'open',
    block: 'health',
    form: '2.5',
    heads: ['健康状况'],
  },
  disabilityKinds: {
    zh: '残疾类别',
    en: 'Kind of disability',
    type: { kind: 'codes', list: DISABILITY_KIND },
    privacy: 'open',
    block: 'health',
    form: '2.5',
  },
  disabilityGrade: {
    zh: '残疾等级',
    en: 'Grade of disability',
    type: { kind: 'code', list: DISABILITY_GRADE },
    privacy: 'open',
    block: 'health',
    form: '2.5',
  },
  illness: {
    zh: '患病类型',
    en: 'Illness',
    type: line(100),
    privacy: 'private',
    block: 'health',
    form: '2.5',
  },
} as const satisfies Record<string, FactDef>

export type RelativeFactKey = keyof typeof RELATIVE_FACTS
