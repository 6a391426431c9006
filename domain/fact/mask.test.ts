import { expect, test } from 'vitest'
import { maskAddress, maskId, maskPhone } from './mask.ts'

test.each([
  [maskId, '210421201202269168', '210421************'],
  [maskId, '123', '***'],
  [maskPhone, '13912345678', '139****5678'],
  [maskPhone, '12345', '*****'],
  [maskAddress, '辽宁省抚顺市抚顺县石文镇连刀村3组', '辽宁省抚顺市抚顺县石文镇连刀村***'],
  [maskAddress, '幸福社区2号楼101', '幸福社区***'],
  [maskAddress, '某路88号', `${'某路88号***'.slice(0, 5)}***`],
] as const)('%o of %s', (mask, plain, masked) => {
  expect(mask(plain)).toBe(masked)
})
