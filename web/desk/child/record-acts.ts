import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type { NewAct } from '#domain/act/act.ts'
import { agreementChildren, agreementCoverage, agreementsOfChild } from '#domain/agreement/agreement-api.ts'
import { assessmentsOfChild, riskChildren, riskFigures } from '#domain/assessment/assessment-api.ts'
import { campaignChildren, listCampaigns, readCampaign } from '#domain/campaign/campaign-api.ts'
import { childHistory, listChildren, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { LIFE_ACTS } from '#domain/child/life-acts.ts'
import { circumstanceGaps, explainChild } from '#domain/circumstance/circumstance-api.ts'
import { listCoverage } from '#domain/confirmation/confirmation-api.ts'
import { listConflicts } from '#domain/conflict/conflict-api.ts'
import { dutyPeople, listDuties } from '#domain/duty/duty-api.ts'
import { listHandOvers } from '#domain/hand-over/hand-over-api.ts'
import { registerChildren, registerCounts } from '#domain/register/register-api.ts'
import { countRestricted } from '#domain/restricted/restricted-api.ts'
import { servicesOfChild, visitChildren, visitCoverage } from '#domain/service/service-api.ts'
import { supervisionChildren, supervisionFigures } from '#domain/supervision/supervision-api.ts'
import { readTable, tableChildren } from '#domain/table/table-api.ts'
import { call } from '#web/api/client.ts'
import { newId } from '#web/api/new-id.ts'
import { isRefused, Refused } from '#web/api/refused.ts'
import type { ActDraft } from './fact-changes.ts'

const READS = [
  openChildFile,
  childHistory,
  listChildren,
  listHandOvers,
  listCoverage,
  registerCounts,
  registerChildren,
  readTable,
  tableChildren,
  circumstanceGaps,
  explainChild,
  countRestricted,
  listDuties,
  listConflicts,
  dutyPeople,
  supervisionFigures,
  supervisionChildren,
  servicesOfChild,
  visitCoverage,
  visitChildren,
  assessmentsOfChild,
  riskFigures,
  riskChildren,
  agreementsOfChild,
  agreementCoverage,
  agreementChildren,
  listCampaigns,
  readCampaign,
  campaignChildren,
]

/**
 * Sends acts. The same content sent again (a double click, a retry after a cut network) carries the same
 * ids until it is known to be kept, so nothing is recorded twice. `knew`: the place of the file that was read (ChildFile);
 * answers whether somebody else wrote otherwise meanwhile.
 */
export function useRecordActs() {
  const client = useQueryClient()
  const stamps = useRef(new Map<string, Pick<NewAct, 'id' | 'writtenAt'>>())

  return useCallback(
    async (drafts: readonly ActDraft[], knew?: number): Promise<boolean> => {
      if (drafts.length === 0) return false
      const acts = drafts.map((draft) => {
        const content = JSON.stringify(draft)
        const stamp = stamps.current.get(content) ?? {
          id: newId() as NewAct['id'],
          writtenAt: new Date().toISOString(),
        }
        stamps.current.set(content, stamp)
        return { ...draft, ...stamp } as NewAct
      })
      const lookAgain = () =>
        Promise.all(READS.map(({ name }) => client.invalidateQueries({ queryKey: [name] })))
      const { answers } = await call(recordActs, {
        body: { acts, ...(knew !== undefined && { knew }) },
      }).catch((error) => {
        // Somebody else was first: where the child is now. What was typed into a form stays on the page.
        if (isRefused(error) && drafts.every(({ kind }) => kind in LIFE_ACTS)) void lookAgain()
        throw error
      })
      // Also after a refusal: others of the batch may have been kept.
      await lookAgain()
      const refused = answers.find((answer) => answer.outcome === 'refused')
      if (refused) throw new Refused(422, refused.code ?? 'unexpected', refused.message ?? refused.code ?? '')
      stamps.current.clear()
      return answers.some(({ conflict }) => conflict)
    },
    [client],
  )
}
