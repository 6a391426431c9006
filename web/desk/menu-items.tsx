import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClusterOutlined,
  DashboardOutlined,
  DesktopOutlined,
  DiffOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FundOutlined,
  HomeOutlined,
  ImportOutlined,
  MobileOutlined,
  PhoneOutlined,
  ReadOutlined,
  SolutionOutlined,
  SwapOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Right } from '#domain/access/access.ts'
import type { Messages } from '#web/messages/zh-CN.ts'

type MenuItem = {
  to:
    | '/'
    | '/children'
    | '/tasks'
    | '/visits'
    | '/supervision'
    | '/grid'
    | '/assessments'
    | '/agreements'
    | '/campaigns'
    | '/hand-overs'
    | '/confirmations'
    | '/phones'
    | '/register'
    | '/import'
    | '/duplicates'
    | '/table'
    | '/reports'
    | '/policy'
    | '/calendar'
    | '/accounts'
    | '/areas'
    | '/offices'
    | '/audit'
  text: keyof Messages['shell'] &
    (
      | 'work'
      | 'children'
      | 'tasks'
      | 'visits'
      | 'supervision'
      | 'grid'
      | 'assessments'
      | 'agreements'
      | 'campaigns'
      | 'handOvers'
      | 'confirmations'
      | 'phones'
      | 'register'
      | 'imports'
      | 'duplicates'
      | 'tables'
      | 'reports'
      | 'policy'
      | 'calendar'
      | 'accounts'
      | 'areas'
      | 'offices'
      | 'audit'
    )
  icon: ReactNode
  /** Shown to roles that may do it; left out: to everybody. */
  needs?: Right
  system?: boolean
}

/** Only what exists, in the order of design §6. */
export const MENU: readonly MenuItem[] = [
  { to: '/', text: 'work', icon: <DesktopOutlined aria-hidden /> },
  { to: '/children', text: 'children', icon: <FileTextOutlined aria-hidden />, needs: 'child.list' },
  { to: '/tasks', text: 'tasks', icon: <CheckSquareOutlined aria-hidden />, needs: 'child.list' },
  { to: '/visits', text: 'visits', icon: <HomeOutlined aria-hidden />, needs: 'child.list' },
  {
    to: '/assessments',
    text: 'assessments',
    icon: <DashboardOutlined aria-hidden />,
    needs: 'table.read',
  },
  { to: '/agreements', text: 'agreements', icon: <SolutionOutlined aria-hidden />, needs: 'child.list' },
  {
    to: '/supervision',
    text: 'supervision',
    icon: <PhoneOutlined aria-hidden />,
    needs: 'table.read',
  },
  { to: '/grid', text: 'grid', icon: <ClusterOutlined aria-hidden />, needs: 'child.list' },
  { to: '/campaigns', text: 'campaigns', icon: <FileSearchOutlined aria-hidden />, needs: 'table.read' },
  { to: '/hand-overs', text: 'handOvers', icon: <SwapOutlined aria-hidden />, needs: 'child.list' },
  {
    to: '/confirmations',
    text: 'confirmations',
    icon: <FileDoneOutlined aria-hidden />,
    needs: 'child.list',
  },
  { to: '/phones', text: 'phones', icon: <MobileOutlined aria-hidden />, needs: 'phone.use' },
  { to: '/import', text: 'imports', icon: <ImportOutlined aria-hidden />, needs: 'import.run' },
  {
    to: '/duplicates',
    text: 'duplicates',
    icon: <DiffOutlined aria-hidden />,
    needs: 'duplicate.decide',
  },
  { to: '/register', text: 'register', icon: <FundOutlined aria-hidden />, needs: 'table.read' },
  { to: '/table', text: 'tables', icon: <TableOutlined aria-hidden />, needs: 'table.read' },
  { to: '/reports', text: 'reports', icon: <FileWordOutlined aria-hidden />, needs: 'report.read' },
  { to: '/policy', text: 'policy', icon: <ReadOutlined aria-hidden />, needs: 'policy.read' },
  { to: '/calendar', text: 'calendar', icon: <CalendarOutlined aria-hidden />, needs: 'policy.read' },
  {
    to: '/accounts',
    text: 'accounts',
    icon: <TeamOutlined aria-hidden />,
    needs: 'account.list',
    system: true,
  },
  { to: '/areas', text: 'areas', icon: <ApartmentOutlined aria-hidden />, system: true },
  { to: '/offices', text: 'offices', icon: <BankOutlined aria-hidden />, system: true },
  { to: '/audit', text: 'audit', icon: <AuditOutlined aria-hidden />, needs: 'audit.read', system: true },
]
