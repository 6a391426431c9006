import { lazy } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { useMay, useMe } from './account/session.ts'
import { QuickActions } from './work/QuickActions.tsx'

const ChildrenNow = lazy(() => import('./work/ChildrenNow.tsx'))
const GapsNow = lazy(() => import('./work/GapsNow.tsx'))
const DutiesNow = lazy(() => import('./work/DutiesNow.tsx'))
const ChecksNow = lazy(() => import('./work/ChecksNow.tsx'))
const ConflictsNow = lazy(() => import('./work/ConflictsNow.tsx'))
const TasksNow = lazy(() => import('./work/TasksNow.tsx'))
const RestrictedNow = lazy(() => import('./work/RestrictedNow.tsx'))
const DuplicatesNow = lazy(() => import('./work/DuplicatesNow.tsx'))
const PolicyNow = lazy(() => import('./work/PolicyNow.tsx'))
const HandOversNow = lazy(() => import('./work/HandOversNow.tsx'))
const HeldActsNow = lazy(() => import('./work/HeldActsNow.tsx'))
const ListsNow = lazy(() => import('./work/ListsNow.tsx'))
const RecentImports = lazy(() => import('./work/RecentImports.tsx'))
const AccountsNow = lazy(() => import('./work/AccountsNow.tsx'))
const LogNow = lazy(() => import('./work/LogNow.tsx'))

/** 工作台: what the signed-in role has before it now. Only what the register really knows. */
export function WorkPage() {
  const t = useMessages()
  const { name, role, holder } = useMe()
  const gives = useMay('child.assign')
  const counts = useMay('table.read')
  const children = useMay('child.list')
  const checks = useMay('child.check')
  const resolves = useMay('child.resolve')
  const approves = useMay('policy.approve')
  const imports = useMay('import.run')
  const duplicates = useMay('duplicate.decide')
  const accounts = useMay('account.list')
  const log = useMay('audit.read')
  const duty =
    role === 'systemAdmin'
      ? t.work.dutySystem
      : role === 'securityAdmin'
        ? t.work.dutySecurity
        : role === 'auditAdmin'
          ? t.work.dutyAudit
          : undefined
  return (
    <PageFrame title={t.work.title} lead={t.work.hello(name)}>
      {duty && (
        <section className="block" aria-labelledby="duty">
          <h2 id="duty">{t.work.duty}</h2>
          <p>{duty}</p>
        </section>
      )}
      <QuickActions />
      {children && <GapsNow />}
      {gives && <TasksNow />}
      {children && <DutiesNow about="visits" />}
      {children && <DutiesNow about="agreements" />}
      {children && <DutiesNow about="campaigns" />}
      {checks && <ChecksNow />}
      {resolves && <ConflictsNow />}
      {approves && <PolicyNow />}
      {children && <HandOversNow />}
      {children && <HeldActsNow />}
      {children && <ListsNow />}
      {duplicates && <DuplicatesNow />}
      {holder && <RestrictedNow />}
      {counts && <ChildrenNow />}
      {imports && <RecentImports />}
      {accounts && <AccountsNow />}
      {log && <LogNow />}
    </PageFrame>
  )
}
