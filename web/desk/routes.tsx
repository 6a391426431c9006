import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { lazy } from 'react'
import { ErrorBox } from '#web/ui/states.tsx'
import { ChildFileSearch, ChildListSearch } from './child/child-searches.ts'
import { guarded } from './guarded.tsx'
import { NotFound } from './NotFound.tsx'
import { Shell } from './Shell.tsx'
import { SummaryListSearch, SummarySearch } from './table/table-searches.ts'
import { WorkPage } from './WorkPage.tsx'

const root = createRootRoute({ component: Shell })
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const

const routes = [
  createRoute({ ...at('/'), component: WorkPage }),
  createRoute({
    ...at('/children'),
    validateSearch: ChildListSearch,
    component: guarded('child.list', () => import('./child/ChildListPage.tsx')),
  }),
  createRoute({
    ...at('/children/new'),
    component: guarded('child.open', () => import('./child/NewChildPage.tsx')),
  }),
  createRoute({
    ...at('/children/$child'),
    validateSearch: ChildFileSearch,
    component: guarded('child.read', () => import('./child/ChildFilePage.tsx')),
  }),
  createRoute({
    ...at('/import'),
    component: guarded('import.run', () => import('./import/ImportPage.tsx')),
  }),
  createRoute({
    ...at('/import/$import'),
    component: guarded('import.run', () => import('./import/ImportItemPage.tsx')),
  }),
  createRoute({
    ...at('/table'),
    validateSearch: SummarySearch,
    component: guarded('table.read', () => import('./table/SummaryPage.tsx')),
  }),
  createRoute({
    ...at('/table/children'),
    validateSearch: SummaryListSearch,
    component: guarded('table.read', () => import('./table/SummaryListPage.tsx')),
  }),
  createRoute({
    ...at('/accounts'),
    component: guarded('account.list', () => import('./account/AccountListPage.tsx')),
  }),
  createRoute({ ...at('/areas'), component: lazy(() => import('./area/AreaPage.tsx')) }),
  createRoute({ ...at('/offices'), component: lazy(() => import('./office/OfficeListPage.tsx')) }),
  createRoute({ ...at('/audit'), component: guarded('audit.read', () => import('./audit/AuditPage.tsx')) }),
  createRoute({ ...at('/me'), component: lazy(() => import('./account/MyAccountPage.tsx')) }),
] as const

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ({ error, reset }) => <ErrorBox error={error} onRetry={reset} />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
