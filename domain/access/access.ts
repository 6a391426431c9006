import type { Role } from './roles.ts'

/**
 * Who may do what: right × role. The reach is that of the role (roles.ts); the database repeats it with
 * row-level security. A right that is missing here does not compile in an endpoint.
 * The table is printed as a whole by access.test.ts, so that an official can read and sign it.
 */
export const ACCESS = {
  'child.list': ['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader'],
  'child.read': ['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader'],
  'child.open': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'child.record': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'child.reveal': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'child.move': ['townshipSupervisor', 'countyOfficer'],
  // Asking is open to the villages too: the child stays until somebody receives it.
  'child.handOver': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'child.claim': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'child.confirm': ['villageDirector'],
  'child.leave': ['townshipSupervisor', 'countyOfficer'],
  'child.erase': ['countyOfficer'],
  'child.export': ['townshipSupervisor', 'countyOfficer'],
  // Nobody below may know who was drawn before the check.
  'child.check': ['townshipSupervisor', 'countyOfficer'],
  'child.checked': ['townshipSupervisor', 'countyOfficer', 'countyLeader'],
  'child.review': ['townshipSupervisor', 'countyOfficer'],
  'child.resolve': ['townshipSupervisor', 'countyOfficer'],
  'service.record': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'phone.use': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  // Who answers for a child: named in the village, too. To give tasks and responsibilities to others is for those above.
  'child.responsible': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'child.assign': ['townshipSupervisor', 'countyOfficer'],
  'duty.postpone': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'duty.remove': ['townshipSupervisor', 'countyOfficer'],
  'assessment.record': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'risk.override': ['townshipSupervisor', 'countyOfficer'],
  'need.record': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'agreement.record': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'campaign.start': ['townshipSupervisor', 'countyOfficer'],
  'campaign.answer': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'campaign.close': ['countyOfficer'],
  'restricted.read': ['townshipSupervisor', 'countyOfficer'],
  'restricted.record': ['townshipSupervisor', 'countyOfficer'],
  'evidence.read': ['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader'],
  'evidence.add': ['villageDirector', 'townshipSupervisor', 'countyOfficer'],
  'import.run': ['townshipSupervisor', 'countyOfficer'],
  'duplicate.decide': ['townshipSupervisor', 'countyOfficer'],
  'table.read': ['townshipSupervisor', 'countyOfficer', 'countyLeader', 'villageDirector'],
  'table.freeze': ['townshipSupervisor', 'countyOfficer'],
  'table.edit': ['countyOfficer'],
  'report.read': ['townshipSupervisor', 'countyOfficer', 'countyLeader'],
  'report.make': ['townshipSupervisor', 'countyOfficer'],
  'report.template': ['countyOfficer'],
  'policy.read': ['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader'],
  'policy.propose': ['countyOfficer'],
  'policy.approve': ['countyOfficer', 'countyLeader'],
  'account.list': ['systemAdmin', 'securityAdmin'],
  'account.create': ['systemAdmin'],
  'account.disable': ['systemAdmin', 'securityAdmin'],
  'account.grant': ['securityAdmin'],
  'area.edit': ['systemAdmin'],
  'audit.read': ['securityAdmin', 'auditAdmin'],
  'system.read': ['systemAdmin'],
  'notice.sendAgain': ['systemAdmin'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof ACCESS

export const may = (role: Role, right: Right): boolean => (ACCESS[right] as readonly Role[]).includes(role)

/** What the signed-in person may do at all; screens show the rest disabled with a reason. */
export const rightsOf = (role: Role): Right[] =>
  (Object.keys(ACCESS) as Right[]).filter((right) => may(role, right))

/**
 * Whose entries in the audit log a role may read: the security administrator watches the people who
 * work with children and the system administrator; the audit administrator watches the other two
 * administrators. Nobody reads his own line alone.
 */
export const AUDIT_DUTY: Partial<Record<Role, readonly (Role | 'nobody')[]>> = {
  securityAdmin: ['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader', 'nobody'],
  auditAdmin: ['systemAdmin', 'securityAdmin'],
}
