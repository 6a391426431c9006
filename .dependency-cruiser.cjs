/** Which way the imports point (docs/architecture.md). Roots say where code runs, so these are the walls between machines. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { pathNot: allowed },
})
const never = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } })

module.exports = {
  forbidden: [
    only('domain-is-pure', '^domain/', ['^domain/', '^node_modules/(zod|stdnum)/']),
    {
      ...never('server-never-imports-web', '^server/', '^web/'),
      // A test of what one seals and the other opens has both.
      from: { path: '^server/', pathNot: '\\.test\\.ts$' },
    },
    never('web-never-imports-server', '^web/', '^(server|node_modules/pg)/'),
    never('desk-never-imports-phone', '^web/desk/', '^web/phone/'),
    never('phone-never-imports-desk', '^web/phone/', '^web/desk/'),
    {
      name: 'testing-stays-in-tests',
      severity: 'error',
      from: { path: '^(domain|server|web)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(testing|e2e|bench)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(node:|virtual:)' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|\\.tmp|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
