import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { type ComponentType, lazy } from 'react'
import type { Right } from '#domain/access/access.ts'
import { ErrorBox } from '#web/ui/states.tsx'
import { AgreementCoverageSearch, AgreementListSearch } from './agreement/agreement-searches.ts'
import {
  AssessedSearch,
  AssessSearch,
  FiguresSearch,
  KeySearch,
  TriedSearch,
} from './assessment/assessment-searches.ts'
import { CalendarSearch } from './calendar/calendar-search.ts'
import { CampaignListSearch, CampaignSearch, DiffListSearch } from './campaign/campaign-searches.ts'
import { DrawnSearch } from './check/check-searches.ts'
import { ChildFileSearch, ChildListSearch, NewChildSearch } from './child/child-searches.ts'
import { DuplicateSearch } from './duplicate/duplicate-searches.ts'
import { Guarded } from './Guarded.tsx'
import { GridListSearch, GridSearch } from './grid/grid-searches.ts'
import { HandOverSearch } from './hand-over/hand-over-searches.ts'
import { NotFound } from './NotFound.tsx'
import { RegisterListSearch, RegisterSearch } from './register/register-searches.ts'
import { ReportListSearch } from './report/report-searches.ts'
import { Shell } from './Shell.tsx'
import { SupervisedSearch, SupervisionSearch } from './supervision/supervision-searches.ts'
import { TableListSearch, TableSearch } from './table/table-searches.ts'
import { BookSearch, CoverageSearch, DutySearch, VisitedSearch, VisitSearch } from './visit/visit-searches.ts'
import { WorkPage } from './WorkPage.tsx'

// Every page is loaded when it is first opened.
const AccountListPage = lazy(() => import('./account/AccountListPage.tsx'))
const AgreementCoveragePage = lazy(() => import('./agreement/AgreementCoveragePage.tsx'))
const AgreementDutiesPage = lazy(() => import('./agreement/AgreementDutiesPage.tsx'))
const AgreementListPage = lazy(() => import('./agreement/AgreementListPage.tsx'))
const AgreementPage = lazy(() => import('./agreement/AgreementPage.tsx'))
const AreaPage = lazy(() => import('./area/AreaPage.tsx'))
const AssessedListPage = lazy(() => import('./assessment/AssessedListPage.tsx'))
const AssessmentsPage = lazy(() => import('./assessment/AssessmentsPage.tsx'))
const AssessPage = lazy(() => import('./assessment/AssessPage.tsx'))
const KeyChildrenPage = lazy(() => import('./assessment/KeyChildrenPage.tsx'))
const TemplateEditorPage = lazy(() => import('./assessment/TemplateEditorPage.tsx'))
const TemplatesPage = lazy(() => import('./assessment/TemplatesPage.tsx'))
const TriedListPage = lazy(() => import('./assessment/TriedListPage.tsx'))
const AuditPage = lazy(() => import('./audit/AuditPage.tsx'))
const CalendarPage = lazy(() => import('./calendar/CalendarPage.tsx'))
const CampaignDutiesPage = lazy(() => import('./campaign/CampaignDutiesPage.tsx'))
const CampaignListPage = lazy(() => import('./campaign/CampaignListPage.tsx'))
const CampaignPage = lazy(() => import('./campaign/CampaignPage.tsx'))
const CampaignsPage = lazy(() => import('./campaign/CampaignsPage.tsx'))
const DiffListPage = lazy(() => import('./campaign/DiffListPage.tsx'))
const CheckPage = lazy(() => import('./check/CheckPage.tsx'))
const DrawListPage = lazy(() => import('./check/DrawListPage.tsx'))
const DrawnListPage = lazy(() => import('./check/DrawnListPage.tsx'))
const DrawPage = lazy(() => import('./check/DrawPage.tsx'))
const DrawResultPage = lazy(() => import('./check/DrawResultPage.tsx'))
const ChildFilePage = lazy(() => import('./child/ChildFilePage.tsx'))
const ChildListPage = lazy(() => import('./child/ChildListPage.tsx'))
const ConfirmationPage = lazy(() => import('./confirmation/ConfirmationPage.tsx'))
const ConflictListPage = lazy(() => import('./conflict/ConflictListPage.tsx'))
const DuplicateListPage = lazy(() => import('./duplicate/DuplicateListPage.tsx'))
const DuplicatePage = lazy(() => import('./duplicate/DuplicatePage.tsx'))
const HandOverListPage = lazy(() => import('./hand-over/HandOverListPage.tsx'))
const ImportItemPage = lazy(() => import('./import/ImportItemPage.tsx'))
const ImportPage = lazy(() => import('./import/ImportPage.tsx'))
const MyAccountPage = lazy(() => import('./account/MyAccountPage.tsx'))
const NewChildPage = lazy(() => import('./child/NewChildPage.tsx'))
const NoticesPage = lazy(() => import('./notice/NoticesPage.tsx'))
const OfficeListPage = lazy(() => import('./office/OfficeListPage.tsx'))
const PolicyPage = lazy(() => import('./policy/PolicyPage.tsx'))
const ReportChildrenPage = lazy(() => import('./report/ReportChildrenPage.tsx'))
const ReportPage = lazy(() => import('./report/ReportPage.tsx'))
const ReportsPage = lazy(() => import('./report/ReportsPage.tsx'))
const HeldActsPage = lazy(() => import('./phone/HeldActsPage.tsx'))
const PhonesPage = lazy(() => import('./phone/PhonesPage.tsx'))
const FrozenTablePage = lazy(() => import('./table/FrozenTablePage.tsx'))
const TableListPage = lazy(() => import('./table/TableListPage.tsx'))
const TablePage = lazy(() => import('./table/TablePage.tsx'))
const RegisterListPage = lazy(() => import('./register/RegisterListPage.tsx'))
const RegisterPage = lazy(() => import('./register/RegisterPage.tsx'))
const CoveragePage = lazy(() => import('./visit/CoveragePage.tsx'))
const GridListPage = lazy(() => import('./grid/GridListPage.tsx'))
const GridPage = lazy(() => import('./grid/GridPage.tsx'))
const PeoplePage = lazy(() => import('./grid/PeoplePage.tsx'))
const PledgePage = lazy(() => import('./grid/PledgePage.tsx'))
const StandInPage = lazy(() => import('./grid/StandInPage.tsx'))
const SupervisedListPage = lazy(() => import('./supervision/SupervisedListPage.tsx'))
const SupervisionPage = lazy(() => import('./supervision/SupervisionPage.tsx'))
const TaskListPage = lazy(() => import('./visit/TaskListPage.tsx'))
const VisitBookPage = lazy(() => import('./visit/VisitBookPage.tsx'))
const DutyListPage = lazy(() => import('./visit/DutyListPage.tsx'))
const VisitedListPage = lazy(() => import('./visit/VisitedListPage.tsx'))
const VisitPage = lazy(() => import('./visit/VisitPage.tsx'))

const page = (needs: Right, Page: ComponentType) => (
  <Guarded needs={needs}>
    <Page />
  </Guarded>
)

const root = createRootRoute({ component: Shell })
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const

const routes = [
  createRoute({ ...at('/'), component: WorkPage }),
  createRoute({
    ...at('/children'),
    validateSearch: ChildListSearch,
    component: () => page('child.list', ChildListPage),
  }),
  createRoute({
    ...at('/children/new'),
    validateSearch: NewChildSearch,
    component: () => page('child.open', NewChildPage),
  }),
  createRoute({
    ...at('/children/$child'),
    validateSearch: ChildFileSearch,
    component: () => page('child.read', ChildFilePage),
  }),
  createRoute({
    ...at('/children/$child/visit'),
    validateSearch: VisitSearch,
    component: () => page('service.record', VisitPage),
  }),
  createRoute({
    ...at('/children/$child/agreement'),
    component: () => page('agreement.record', AgreementPage),
  }),
  createRoute({
    ...at('/agreements'),
    validateSearch: DutySearch,
    component: () => page('child.list', AgreementDutiesPage),
  }),
  createRoute({
    ...at('/agreements/coverage'),
    validateSearch: AgreementCoverageSearch,
    component: () => page('table.read', AgreementCoveragePage),
  }),
  createRoute({
    ...at('/agreements/children'),
    validateSearch: AgreementListSearch,
    component: () => page('table.read', AgreementListPage),
  }),
  createRoute({ ...at('/campaigns'), component: () => page('table.read', CampaignsPage) }),
  createRoute({
    ...at('/campaigns/duties'),
    validateSearch: DutySearch,
    component: () => page('child.list', CampaignDutiesPage),
  }),
  createRoute({
    ...at('/campaigns/$campaign'),
    validateSearch: CampaignSearch,
    component: () => page('table.read', CampaignPage),
  }),
  createRoute({
    ...at('/campaigns/$campaign/children'),
    validateSearch: CampaignListSearch,
    component: () => page('table.read', CampaignListPage),
  }),
  createRoute({
    ...at('/campaigns/$campaign/diff'),
    validateSearch: DiffListSearch,
    component: () => page('table.read', DiffListPage),
  }),
  createRoute({ ...at('/children/$child/check'), component: () => page('child.check', CheckPage) }),
  createRoute({ ...at('/checks'), component: () => page('child.checked', DrawListPage) }),
  createRoute({ ...at('/checks/new'), component: () => page('child.check', DrawPage) }),
  createRoute({ ...at('/checks/$draw'), component: () => page('child.checked', DrawResultPage) }),
  createRoute({
    ...at('/checks/$draw/children'),
    validateSearch: DrawnSearch,
    component: () => page('child.checked', DrawnListPage),
  }),
  createRoute({ ...at('/conflicts'), component: () => page('child.resolve', ConflictListPage) }),
  createRoute({
    ...at('/supervision'),
    validateSearch: SupervisionSearch,
    component: () => page('table.read', SupervisionPage),
  }),
  createRoute({
    ...at('/supervision/children'),
    validateSearch: SupervisedSearch,
    component: () => page('table.read', SupervisedListPage),
  }),
  createRoute({
    ...at('/grid'),
    validateSearch: GridSearch,
    component: () => page('child.list', GridPage),
  }),
  createRoute({
    ...at('/grid/children'),
    validateSearch: GridListSearch,
    component: () => page('child.list', GridListPage),
  }),
  createRoute({ ...at('/grid/people'), component: () => page('child.list', PeoplePage) }),
  createRoute({ ...at('/grid/stand-ins'), component: () => page('child.assign', StandInPage) }),
  createRoute({ ...at('/grid/pledges'), component: () => page('child.list', PledgePage) }),
  createRoute({
    ...at('/tasks'),
    validateSearch: DutySearch,
    component: () => page('child.list', TaskListPage),
  }),
  createRoute({
    ...at('/visits'),
    validateSearch: DutySearch,
    component: () => page('child.list', DutyListPage),
  }),
  createRoute({
    ...at('/visits/coverage'),
    validateSearch: CoverageSearch,
    component: () => page('table.read', CoveragePage),
  }),
  createRoute({
    ...at('/visits/book'),
    validateSearch: BookSearch,
    component: () => page('child.read', VisitBookPage),
  }),
  createRoute({
    ...at('/visits/children'),
    validateSearch: VisitedSearch,
    component: () => page('table.read', VisitedListPage),
  }),
  createRoute({
    ...at('/children/$child/assess'),
    validateSearch: AssessSearch,
    component: () => page('assessment.record', AssessPage),
  }),
  createRoute({
    ...at('/assessments'),
    validateSearch: FiguresSearch,
    component: () => page('table.read', AssessmentsPage),
  }),
  createRoute({
    ...at('/assessments/children'),
    validateSearch: AssessedSearch,
    component: () => page('table.read', AssessedListPage),
  }),
  createRoute({
    ...at('/assessments/key'),
    validateSearch: KeySearch,
    component: () => page('child.list', KeyChildrenPage),
  }),
  createRoute({
    ...at('/assessments/templates'),
    component: () => page('policy.read', TemplatesPage),
  }),
  createRoute({
    ...at('/assessments/templates/$template/$draft'),
    component: () => page('policy.propose', TemplateEditorPage),
  }),
  createRoute({
    ...at('/assessments/tried/$draft'),
    validateSearch: TriedSearch,
    component: () => page('child.list', TriedListPage),
  }),
  createRoute({
    ...at('/hand-overs'),
    validateSearch: HandOverSearch,
    component: () => page('child.list', HandOverListPage),
  }),
  createRoute({ ...at('/phones'), component: () => page('phone.use', PhonesPage) }),
  createRoute({ ...at('/held-acts'), component: () => page('child.read', HeldActsPage) }),
  createRoute({
    ...at('/confirmations'),
    component: () => page('child.list', ConfirmationPage),
  }),
  createRoute({
    ...at('/import'),
    component: () => page('import.run', ImportPage),
  }),
  createRoute({
    ...at('/import/$import'),
    component: () => page('import.run', ImportItemPage),
  }),
  createRoute({
    ...at('/duplicates'),
    validateSearch: DuplicateSearch,
    component: () => page('duplicate.decide', DuplicateListPage),
  }),
  createRoute({
    ...at('/duplicates/$duplicate'),
    validateSearch: DuplicateSearch,
    component: () => page('duplicate.decide', DuplicatePage),
  }),
  createRoute({
    ...at('/register'),
    validateSearch: RegisterSearch,
    component: () => page('table.read', RegisterPage),
  }),
  createRoute({
    ...at('/register/children'),
    validateSearch: RegisterListSearch,
    component: () => page('table.read', RegisterListPage),
  }),
  createRoute({
    ...at('/table'),
    validateSearch: TableSearch,
    component: () => page('table.read', TablePage),
  }),
  createRoute({
    ...at('/table/children'),
    validateSearch: TableListSearch,
    component: () => page('table.read', TableListPage),
  }),
  createRoute({
    ...at('/table/frozen/$frozen'),
    component: () => page('table.read', FrozenTablePage),
  }),
  createRoute({ ...at('/reports'), component: () => page('report.read', ReportsPage) }),
  createRoute({ ...at('/reports/$report'), component: () => page('report.read', ReportPage) }),
  createRoute({
    ...at('/reports/$report/children'),
    validateSearch: ReportListSearch,
    component: () => page('report.read', ReportChildrenPage),
  }),
  createRoute({
    ...at('/accounts'),
    component: () => page('account.list', AccountListPage),
  }),
  createRoute({ ...at('/areas'), component: AreaPage }),
  createRoute({ ...at('/policy'), component: () => page('policy.read', PolicyPage) }),
  createRoute({ ...at('/notices'), component: NoticesPage }),
  createRoute({
    ...at('/calendar'),
    validateSearch: CalendarSearch,
    component: () => page('policy.read', CalendarPage),
  }),
  createRoute({ ...at('/offices'), component: OfficeListPage }),
  createRoute({ ...at('/audit'), component: () => page('audit.read', AuditPage) }),
  createRoute({ ...at('/me'), component: MyAccountPage }),
] as const

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultNotFoundComponent: NotFound,
  // Part of a page that could not be fetched is not asked for again until the whole page is.
  defaultErrorComponent: ({ error }) => <ErrorBox error={error} onRetry={() => window.location.reload()} />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
