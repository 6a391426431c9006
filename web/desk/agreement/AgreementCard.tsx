import { FilePdfOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { ROLES, type Role } from '#domain/access/roles.ts'
import { END_REASON, HEARD, LIVING, MANNER, PARTY, TOLD } from '#domain/agreement/agreement-acts.ts'
import { agreementPdf, type ShownAgreement } from '#domain/agreement/agreement-api.ts'
import { AGREEMENT_STATUS, type AgreementStatus } from '#domain/agreement/agreements.ts'
import { readEvidence } from '#domain/child/child-api.ts'
import { ENTRUST_REASON, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { ChildId } from '#domain/ids.ts'
import { fetchFile, urlOf } from '#web/api/client.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'
import { Mark, type Tone } from '#web/ui/Mark.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SignaturePicture } from '#web/ui/SignaturePicture.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { EndAgreementDialog } from './EndAgreementDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { SignDialog } from './SignDialog.tsx'
import { partiesOf, type Wanted } from './signatures.ts'

const TONES: Record<AgreementStatus, Tone> = {
  preparing: 'orange',
  toBegin: 'blue',
  inForce: 'green',
  expired: 'red',
  superseded: 'grey',
  ended: 'grey',
}

type Props = { child: ChildId; agreement: ShownAgreement; byPhone: boolean; unless: string | undefined }

/** One agreement: what it says, who has signed it, and what can be done now. */
export function AgreementCard({ child, agreement, byPhone, unless }: Props) {
  const { t, label } = useLanguage()
  const [signing, setSigning] = useState<Wanted>()
  const [linking, setLinking] = useState<Wanted>()
  const [asking, setAsking] = useState<'confirm' | 'end'>()
  const mayPrint = useMay('agreement.record')
  const { status, words } = agreement
  const named = ({ name, relation }: ShownAgreement['carer']) =>
    [name ?? t.children.nameless, relation && label(RELATION[relation as Relation])].filter(Boolean).join(' ')
  const lines: [string, string | undefined][] = [
    [
      t.agreements.principals,
      agreement.principals.map(named).join(t.common.list) || words?.unreachable || t.common.none,
    ],
    [t.agreements.carer, named(agreement.carer)],
    [
      t.agreements.cause,
      [label(ENTRUST_REASON[agreement.cause as keyof typeof ENTRUST_REASON]), words?.reason]
        .filter(Boolean)
        .join(t.common.semicolon),
    ],
    [t.agreements.living, label(LIVING[agreement.living])],
    [
      t.agreements.heard,
      [label(HEARD[agreement.heard]), words?.opinion].filter(Boolean).join(t.common.colon),
    ],
    [t.agreements.told, agreement.told.map((one) => label(TOLD[one])).join(t.common.list) || t.common.none],
    [t.agreements.contacts, agreement.contacts.map(named).join(t.common.list) || undefined],
    [t.agreements.other, words?.other],
    [t.agreements.confirmedOn, agreement.confirmedOn ?? undefined],
    [
      t.agreements.endedWhy,
      agreement.ended
        ? [agreement.ended.day, label(END_REASON[agreement.ended.why]), agreement.ended.reason]
            .filter(Boolean)
            .join(' ')
        : undefined,
    ],
    [t.agreements.code, agreement.code ?? undefined],
  ]
  const open = ['preparing', 'toBegin', 'inForce'].includes(status)
  return (
    <li className="block agreement">
      <div className="history-head">
        <strong>{t.agreements.period(agreement.from, agreement.lastDay)}</strong>
        <Mark tone={TONES[status]}>{label(AGREEMENT_STATUS[status])}</Mark>
        <span className="history-who">
          {t.agreements.draftedBy(
            agreement.day,
            agreement.by.name,
            label(ROLES[agreement.by.role as Role]) || agreement.by.role,
          )}
        </span>
      </div>
      <dl className="visit-words">
        {lines.map(
          ([title, text]) =>
            text && (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
      <ul className="agreement-parties" aria-label={t.agreements.signatures}>
        {partiesOf(agreement).map(({ wanted, signed, linkUntil }) => (
          <li key={`${wanted.party} ${wanted.person}`}>
            <span>
              <b>{label(PARTY[wanted.party])}</b> {wanted.name}
            </span>
            {signed ? (
              <>
                {signed.strokes && (
                  <SignaturePicture
                    strokes={signed.strokes}
                    label={t.agreements.signatureOf(label(PARTY[wanted.party]))}
                  />
                )}
                <small>
                  {[signed.day, label(MANNER[signed.manner]), signed.note].filter(Boolean).join(' · ')}{' '}
                  {signed.evidence && (
                    <a
                      href={urlOf(readEvidence, { evidence: signed.evidence })}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {t.agreements.seePaper}
                    </a>
                  )}
                </small>
              </>
            ) : (
              <span className="agreement-unsigned">
                <Mark tone="orange">{t.agreements.unsigned}</Mark>
                {status === 'preparing' && (
                  <ReasonedButton
                    type="primary"
                    size="small"
                    unless={unless}
                    aria-label={t.agreements.signOf(label(PARTY[wanted.party]), wanted.name)}
                    onClick={() => setSigning(wanted)}
                  >
                    {t.agreements.sign}
                  </ReasonedButton>
                )}
                {status === 'preparing' && wanted.party === 'principal' && (
                  <ReasonedButton size="small" unless={unless} onClick={() => setLinking(wanted)}>
                    {linkUntil ? t.agreements.linkAgain : t.agreements.link}
                  </ReasonedButton>
                )}
                {linkUntil && <small>{t.agreements.linkUntil(clock(linkUntil))}</small>}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Space wrap className="no-print">
        <DownloadButton
          size="small"
          icon={<FilePdfOutlined aria-hidden />}
          unless={!mayPrint && t.common.notAllowedHere}
          file={() => fetchFile(agreementPdf, { params: { child, agreement: agreement.id } })}
        >
          {t.agreements.pdf}
        </DownloadButton>
        {(status === 'inForce' || status === 'toBegin') && (
          <Button size="small" disabled={Boolean(unless)} onClick={() => setAsking('confirm')}>
            {t.agreements.confirm}
          </Button>
        )}
        {open && (
          <Button size="small" danger disabled={Boolean(unless)} onClick={() => setAsking('end')}>
            {status === 'preparing' ? t.agreements.drop : t.agreements.end}
          </Button>
        )}
      </Space>
      {signing && (
        <SignDialog
          child={child}
          agreement={agreement}
          wanted={signing}
          byPhone={byPhone}
          onClose={() => setSigning(undefined)}
        />
      )}
      {linking && (
        <LinkDialog
          child={child}
          agreement={agreement}
          wanted={linking}
          onClose={() => setLinking(undefined)}
        />
      )}
      {asking && (
        <EndAgreementDialog
          child={child}
          agreement={agreement}
          what={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  )
}
