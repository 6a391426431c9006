import * as account from './account/account-api.ts'
import * as area from './area/area-api.ts'
import * as audit from './audit/audit-api.ts'
import * as child from './child/child-api.ts'
import * as circumstance from './circumstance/circumstance-api.ts'
import * as confirmation from './confirmation/confirmation-api.ts'
import * as duplicate from './duplicate/duplicate-api.ts'
import type { AnyEndpoint } from './endpoint.ts'
import * as exports from './export/export-api.ts'
import * as handOver from './hand-over/hand-over-api.ts'
import * as imports from './import/import-api.ts'
import * as indicator from './indicator/indicator-api.ts'
import * as policy from './policy/policy-api.ts'
import * as register from './register/register-api.ts'
import * as report from './report/report-api.ts'
import * as restricted from './restricted/restricted-api.ts'
import * as table from './table/table-api.ts'

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'access' in value

const MODULES = [
  account,
  area,
  child,
  circumstance,
  policy,
  handOver,
  confirmation,
  duplicate,
  imports,
  exports,
  register,
  restricted,
  table,
  indicator,
  report,
  audit,
]
/** Every endpoint of the program: openapi.json and the suites that run over all of them read this. */
export const ENDPOINTS: AnyEndpoint[] = MODULES.flatMap((all) => Object.values(all).filter(isEndpoint))
