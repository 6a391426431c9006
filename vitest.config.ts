import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '.tmp/**', 'data/**']
const processes = 'server/**/*.process.test.ts'
// As the launcher does: V8 crashes now and then without it, where threads come and go.
const execArgv = ['--wasm-wrapper-tiering-budget=2000000000']

// On another PostgreSQL these would only be the same once more: they ask none, or what others ask of it too.
const withoutDatabase = process.env.TEST_DATABASE_URL
  ? [
      'server/import/{damaged,hostile,layouts,parcels,read-files,read-text,shared-rosters}.test.ts',
      'server/import/xls/**',
      'server/export/xlsx-stream.test.ts',
      'server/demo/**',
      'server/{form,http}/**',
      'server/account/{accounts,first-accounts,own-account,sessions,sign-in}.test.ts',
      'server/audit/tampering.test.ts',
      'server/export/whole-county.test.ts',
      'server/phone/sync.test.ts',
      'server/table/tables-from-acts.test.ts',
      'bench/**',
    ]
  : []

export default defineConfig({
  test: {
    projects: [
      // Rules and conventions: no database, so that a quick run is quick.
      { test: { name: 'pure', include: ['{domain,web,conventions,tools}/**/*.test.ts'], exclude: ignored } },
      {
        test: {
          name: 'server',
          execArgv,
          include: ['{server,testing,bench}/**/*.test.ts'],
          maxWorkers: 2,
          exclude: [processes, ...withoutDatabase, ...ignored],
          globalSetup: './testing/global-setup.ts',
          // Passwords are slow on purpose, and an office PC or a busy machine may be slower still.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // The program as a whole, started and killed; one at a time, since they measure seconds.
      {
        test: {
          name: 'process',
          execArgv,
          include: [processes],
          exclude: ignored,
          maxWorkers: 2,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'e2e',
          execArgv,
          include: ['e2e/**/*.e2e.ts'],
          exclude: ignored,
          globalSetup: ['./testing/global-setup.ts', './testing/demo-setup.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})
