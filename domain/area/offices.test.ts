import { expect, test } from 'vitest'
import type { Area } from './area.ts'
import { defaultOffices } from './default-offices.ts'
import { DEPARTMENT_KINDS } from './departments.ts'
import { OFFICE_KINDS, officeKind } from './offices.ts'

const area = (code: string, level: Area['level'], name: string): Area => ({
  code,
  level,
  name,
  shortName: name,
  parent: null,
})

test('a new county has its departments, a government for each township and a committee for each village', () => {
  const offices = defaultOffices([
    area('210400000000', 2, '抚顺市'),
    area('210421000000', 3, '抚顺县'),
    area('210421101000', 4, '石文镇'),
    area('210421101215', 5, '连刀村民委员会'),
  ])
  expect(offices).toHaveLength(DEPARTMENT_KINDS.length + 2)
  expect(offices).toContainEqual({ kind: 'civilAffairsBureau', area: '210421000000', name: '抚顺县民政局' })
  expect(offices.slice(-2)).toEqual([
    { kind: 'townshipGovernment', area: '210421101000', name: '石文镇人民政府' },
    { kind: 'villageCommittee', area: '210421101215', name: '连刀村民委员会' },
  ])
})

test.each([
  ['youthLeague', '共青团抚顺县委员会'],
  ['publicityDepartment', '中共抚顺县委宣传部'],
  ['court', '抚顺县人民法院'],
  ['taxBureau', '国家税务总局抚顺县税务局'],
])('%s signs as %s', (kind, name) => {
  expect(defaultOffices([area('210421000000', 3, '抚顺县')])).toContainEqual({
    kind,
    area: '210421000000',
    name,
  })
})

test.each([
  [4, '汤图满族乡', '汤图满族乡人民政府'],
  [4, '东城街道', '东城街道办事处'],
  [4, '红旗农场', '红旗农场'],
  [5, '福民社区', '福民社区居民委员会'],
  [5, '南高村', '南高村村民委员会'],
  [5, '美谷社区居委会', '美谷社区居委会'],
] as const)('on level %i %s is governed by %s', (level, name, office) => {
  expect(defaultOffices([area('210421101215', level, name)])[0]?.name).toBe(office)
})

test('a new county starts with offices of the level at which they exist', () => {
  for (const kind of DEPARTMENT_KINDS) expect(officeKind(kind).levels).toEqual([3])
  expect(new Set(OFFICE_KINDS.map((kind) => officeKind(kind).zh)).size).toBe(OFFICE_KINDS.length)
})

test('each duty stated in the documents has its department', () => {
  const named = OFFICE_KINDS.filter((kind) => officeKind(kind).duties.length > 0)
  expect(named).toEqual([
    'civilAffairsBureau',
    'educationBureau',
    'publicSecurityBureau',
    'justiceBureau',
    'healthCommission',
    'humanResourcesBureau',
    'housingBureau',
    'financeBureau',
    'womensFederation',
    'youthLeague',
    'disabledPersonsFederation',
    'tradeUnionFederation',
    'nextGenerationCommittee',
    'court',
    'procuratorate',
    'townshipGovernment',
    'villageCommittee',
  ])
})
