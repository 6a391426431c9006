import type { FactDef } from '../fact/fact.ts'

/**
 * What only holders named by the security administrator may know: 艾滋病病毒感染 (未成年人保护法; reports tell a number,
 * never who). A catalogue of its own, so that no list, form, roster, history or search comes across it: its acts are
 * told by revealRestricted alone, and nothing of it stands in "what is now".
 */
export const RESTRICTED_FACTS = {
  hivInfected: {
    zh: '艾滋病病毒感染',
    en: 'Infected with HIV',
    type: { kind: 'yesNo' },
    privacy: 'identity',
    block: 'health',
    form: '2.5',
  },
  hivConfirmedOn: {
    zh: '确认感染时间',
    en: 'Infection confirmed on',
    type: { kind: 'date' },
    privacy: 'identity',
    block: 'health',
    form: '2.5',
  },
} as const satisfies Record<string, FactDef>
