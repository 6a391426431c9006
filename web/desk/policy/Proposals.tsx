import { App, Button } from 'antd'
import { useState } from 'react'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { decidePolicy, listPolicy, type PolicyProposal } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS } from '#domain/policy/policy-keys.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useMay } from '../account/session.ts'
import { policyValueText } from './policy-text.ts'

const SHOWN = 10

/** What waits for a second person, and what was decided lately. */
type Props = { proposals: readonly PolicyProposal[]; waiting: number }

export function Proposals({ proposals, waiting }: Props) {
  const { t } = useLanguage()
  if (proposals.length === 0) return null
  return (
    <section className="block" aria-labelledby="proposals">
      <h2 id="proposals">{t.policy.proposals}</h2>
      <ul className="findings">
        {proposals
          .toSorted((a, b) => Number(a.decision !== null) - Number(b.decision !== null))
          .slice(0, SHOWN)
          .map((proposal) => (
            <li key={proposal.id}>
              <Proposal proposal={proposal} waiting={waiting} />
            </li>
          ))}
      </ul>
    </section>
  )
}

function Proposal({ proposal, waiting }: { proposal: PolicyProposal; waiting: number }) {
  const words = useLanguage()
  const { t, label } = words
  const { message } = App.useApp()
  const mayApprove = useMay('policy.approve')
  const decide = useCall(decidePolicy, [listPolicy])
  const [approving, setApproving] = useState(false)
  const { key, before, value, from, scopeName, document, clause, reason, effect, decision } = proposal
  const { decidedBy, withdrawn } = proposal
  const text = (one: typeof value) => policyValueText(key, one, words)
  const answer = (next: 'approved' | 'rejected') =>
    decide
      .mutateAsync({ params: { proposal: proposal.id }, body: { decision: next } })
      .then(() => message.success(t.common.saved))
  const ending = withdrawn ? 'withdrawn' : decision
  return (
    <>
      <p className="finding-head">
        <strong>{label(POLICY_KEYS[key])}</strong> {text(before)} → <b>{text(value)}</b>
        <span>{t.policy.inForceFrom(from, scopeName)}</span>
        {ending && (
          <Mark tone={ending === 'approved' ? 'green' : 'grey'}>
            {t.policy.decisions[ending]}
            {decidedBy && !withdrawn && t.policy.decidedBy(decidedBy)}
          </Mark>
        )}
      </p>
      <p>
        {document} {clause}
        {t.common.semicolon}
        {t.policy.proposedBy(proposal.proposedBy, reason)}
      </p>
      <p>
        {effectText(effect, words)}
        {decision === 'approved' &&
          t.common.semicolon + (waiting > 0 ? t.policy.waiting(waiting) : t.policy.toldAnew)}
      </p>
      {decision === null && (
        <p className="no-print">
          <ReasonedButton
            type="primary"
            size="small"
            unless={
              !mayApprove
                ? t.policy.onlyApprover
                : proposal.own
                  ? t.policy.secondPerson
                  : !effect?.done && t.policy.notCounted
            }
            onClick={() => setApproving(true)}
          >
            {t.policy.approve}
          </ReasonedButton>{' '}
          {mayApprove && (
            <Button
              size="small"
              disabled={decide.isPending}
              onClick={() =>
                answer('rejected').catch((error: unknown) => message.error(failureText(error, t)))
              }
            >
              {proposal.own ? t.policy.withdraw : t.policy.reject}
            </Button>
          )}
        </p>
      )}
      {approving && (
        <ReasonDialog
          title={t.policy.approveTitle(label(POLICY_KEYS[key]))}
          hint={`${text(before)} → ${text(value)}${t.common.semicolon}${t.policy.inForceFrom(from, scopeName)}${t.common.semicolon}${effectText(effect, words)}`}
          okText={t.policy.approve}
          noReason
          onSubmit={() => answer('approved')}
          onClose={() => setApproving(false)}
        >
          <p>{t.policy.approveHint}</p>
        </ReasonDialog>
      )}
    </>
  )
}

function effectText(effect: PolicyProposal['effect'], { t, label }: ReturnType<typeof useLanguage>): string {
  if (!effect) return t.policy.counting(0, 0)
  if (!effect.done) return t.policy.counting(effect.children, effect.of)
  const { dues } = effect
  const moved = dues ? t.policy.duesMoved(dues.moved, dues.adds, dues.removes) : undefined
  if (effect.changes.length === 0)
    return [t.policy.noEffect(effect.on, effect.of), moved].filter(Boolean).join(t.common.semicolon)
  const changes = effect.changes.map(({ key, adds, removes }) =>
    t.policy.change(label(CIRCUMSTANCE[key]), adds, removes),
  )
  return t.policy.effect(effect.on, [...changes, ...(moved ? [moved] : [])].join(t.common.semicolon))
}
