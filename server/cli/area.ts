import { mkdirSync, realpathSync } from 'node:fs'
import { prepareCounty } from '#server/county/prepare-county.ts'
import { findCountyCode } from '#server/county/set-up-county.ts'
import { withDatabase } from '#server/db/connect.ts'
import { defineCommand, UsageError } from './command.ts'
import { firstPasswords } from './first-passwords.ts'
import { dataFolder, readSetup, writeSetup } from './setup.ts'
import { COUNTY_OPTIONS } from './with-county.ts'

export const command = defineCommand({
  usage: 'load CODE [--data DIR] [--json]',
  options: COUNTY_OPTIONS,
  positionals: { min: 2, max: 2 },
  async run({ values, positionals: [verb, wanted] }, out) {
    if (verb !== 'load')
      throw new UsageError(
        `没有“area ${verb}”。现有：area load 县代码\nNo such command: area ${verb}. There is area load CODE.`,
      )
    const county = findCountyCode(wanted!)
    const folder = dataFolder({ ...values, county })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const dataDir = realpathSync(folder)
    if (!readSetup(dataDir)) writeSetup(dataDir, { kind: 'county', county })
    const prepared = await withDatabase(dataDir, (database) =>
      prepareCounty(database, dataDir, { kind: 'county', county }),
    )
    out.answer(
      {
        county: prepared.county,
        areas: prepared.areas,
        created: prepared.created,
        accounts: prepared.passwords,
      },
      () =>
        `${prepared.county.code} ${prepared.county.name}：${prepared.areas} 个区划 areas\n${firstPasswords(prepared.passwords)}`,
    )
    return 0
  },
})
