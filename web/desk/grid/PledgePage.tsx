import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Segmented, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import type { ResultOf } from '#domain/endpoint.ts'
import {
  cancelPledge,
  listPledges,
  type Pledge,
  type PledgeParty,
  pledgePdf,
  savePledge,
} from '#domain/grid/grid-api.ts'
import { PLEDGE_TIER, type PledgeTier } from '#domain/grid/responsibilities.ts'
import { fetchFile } from '#web/api/client.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay, useMe } from '../account/session.ts'

type Tier = ResultOf<typeof listPledges>['tiers'][number]
/** Papers in one file. */
const MOST_PAPERS = 200

const keyOf = ({ place, office }: PledgeParty) => `${place}/${office ?? ''}`

/** 责任书: how many of each tier have signed, who has not, and the paper to sign. */
export default function PledgePage() {
  const { t, label } = useLanguage()
  const { role } = useMe()
  const assigns = useMay('child.assign')
  const pledges = useQuery(queryOf(listPledges, { params: {} }))
  const [wanted, setWanted] = useState<PledgeTier>()
  return (
    <PageFrame title={t.grid.pledges} lead={t.grid.pledgesLead}>
      <Loader of={pledges}>
        {({ on, tiers }) => {
          const shown = tiers.filter(({ all }) => all > 0)
          const tier = shown.find((one) => one.tier === wanted) ?? shown.at(-1)
          if (!tier) return null
          const may = assigns && (role === 'countyOfficer' || tier.tier === 'townshipVillage')
          return (
            <>
              <div className="list-filters no-print">
                <Segmented<PledgeTier>
                  aria-label={t.grid.tier}
                  value={tier.tier}
                  options={shown.map(({ tier: value, all, without }) => ({
                    value,
                    label: `${label(PLEDGE_TIER[value])} ${all - without.length}/${all}`,
                  }))}
                  onChange={setWanted}
                />
              </div>
              <TierPart key={tier.tier} tier={tier} on={on} may={may} />
            </>
          )
        }}
      </Loader>
    </PageFrame>
  )
}

function TierPart({ tier, on, may }: { tier: Tier; on: string; may: boolean }) {
  const { t } = useLanguage()
  const [entering, setEntering] = useState(false)
  const [cancelling, setCancelling] = useState<Pledge>()
  const year = Number(on.slice(0, 4))
  const paper = (parties: readonly { place: string; office: string | null }[]) => () =>
    fetchFile(pledgePdf, {
      body: {
        tier: tier.tier,
        parties: parties.slice(0, MOST_PAPERS).map(({ place, office }) => ({ place, office })),
        year,
      },
    })
  const parties: PledgeParty[] = [
    ...tier.without,
    ...tier.signed.map(({ place, office, lower }) => ({ place, office, name: lower })),
  ]
  return (
    <>
      <p className="table-facts">
        <span>{t.grid.signedOf(on, tier.all - tier.without.length, tier.all)}</span>
      </p>
      {may && (
        <Space wrap className="no-print">
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEntering(true)}>
            {t.grid.enterPledge}
          </Button>
          {tier.without.length > 0 && (
            <DownloadButton file={paper(tier.without)}>
              {t.grid.printWithout(tier.without.length)}
            </DownloadButton>
          )}
        </Space>
      )}
      <div>
        <h2 className="section-title">{t.grid.without(tier.without.length)}</h2>
        {tier.without.length === 0 ? (
          <p className="block-empty">{t.grid.allSigned}</p>
        ) : (
          <p>{tier.without.map(({ name }) => name).join(t.common.list)}</p>
        )}
      </div>
      <div>
        <h2 className="section-title">{t.grid.signedTitle}</h2>
        <ListBody
          label={t.grid.signedTitle}
          list={{ data: tier.signed, error: null, isFetching: false, refetch: () => undefined }}
          rowKey={(row) => row.id}
          empty={t.grid.nonePledged}
          columns={[
            { key: 'lower', title: t.grid.lower, main: true, cell: (row) => <b>{row.lower}</b> },
            { key: 'term', title: t.grid.term, cell: (row) => t.grid.termOf(row.from, row.lastDay) },
            { key: 'signed', title: t.grid.signedOn, cell: (row) => row.signedOn },
            {
              key: 'signers',
              title: t.grid.signers,
              cell: (row) => [row.upperSigner, row.lowerSigner].join(t.common.list),
            },
            { key: 'note', title: t.grid.note, cell: (row) => row.note ?? '' },
            ...(may
              ? [
                  {
                    key: 'actions',
                    title: t.common.operation,
                    cell: (row: Pledge) => (
                      <Space wrap>
                        <DownloadButton size="small" file={paper([row])}>
                          {t.grid.paper}
                        </DownloadButton>
                        <Button size="small" onClick={() => setCancelling(row)}>
                          {t.grid.cancelPledge}
                        </Button>
                      </Space>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {entering && (
        <PledgeDialog tier={tier.tier} parties={parties} on={on} onClose={() => setEntering(false)} />
      )}
      {cancelling && <CancelDialog pledge={cancelling} onClose={() => setCancelling(undefined)} />}
    </>
  )
}

type DialogProps = { tier: PledgeTier; parties: readonly PledgeParty[]; on: string; onClose(): void }

function PledgeDialog({ tier, parties, on, onClose }: DialogProps) {
  const { t } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const save = useCall(savePledge, [listPledges])
  const id = useMemo(newId, [])
  const year = on.slice(0, 4)
  const [party, setParty] = useState<string>()
  const [from, setFrom] = useState(`${year}-01-01`)
  const [lastDay, setLastDay] = useState(`${year}-12-31`)
  const [signedOn, setSignedOn] = useState(today)
  const [upper, setUpper] = useState('')
  const [lower, setLower] = useState('')
  const [note, setNote] = useState('')
  const chosen = parties.find((one) => keyOf(one) === party)
  return (
    <ReasonDialog
      title={t.grid.enterPledge}
      hint={t.grid.pledgeHint}
      noReason
      ready={chosen !== undefined && upper.trim() !== '' && lower.trim() !== '' && lastDay >= from}
      onClose={onClose}
      onSubmit={async () => {
        await save.mutateAsync({
          body: {
            id,
            tier,
            place: chosen!.place,
            office: chosen!.office,
            from,
            lastDay,
            signedOn,
            upperSigner: upper,
            lowerSigner: lower,
            ...(note.trim() && { note: note.trim() }),
          },
        })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.grid.lower}>
        <Select<string>
          value={party}
          showSearch={{ optionFilterProp: 'label' }}
          options={parties.map((one) => ({ value: keyOf(one), label: one.name }))}
          onChange={setParty}
        />
      </Field>
      <Field label={t.grid.upperSigner}>
        <Input value={upper} maxLength={40} onChange={(event) => setUpper(event.target.value)} />
      </Field>
      <Field label={t.grid.lowerSigner}>
        <Input value={lower} maxLength={40} onChange={(event) => setLower(event.target.value)} />
      </Field>
      <Field label={t.grid.signedOn}>
        <DayPicker value={signedOn} allowClear={false} onChange={(day) => day && setSignedOn(day)} />
      </Field>
      <Field label={t.grid.from}>
        <DayPicker
          value={from}
          max={`${year}-12-31`}
          allowClear={false}
          onChange={(day) => day && setFrom(day)}
        />
      </Field>
      <Field label={t.grid.lastDay}>
        <DayPicker
          value={lastDay}
          min={from}
          max={`${Number(year) + 5}-12-31`}
          allowClear={false}
          onChange={(day) => day && setLastDay(day)}
        />
      </Field>
      <Field label={t.grid.note} hint={t.grid.pledgeNoteHint}>
        <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}

function CancelDialog({ pledge, onClose }: { pledge: Pledge; onClose(): void }) {
  const { t } = useLanguage()
  const { message } = App.useApp()
  const cancel = useCall(cancelPledge, [listPledges])
  return (
    <ReasonDialog
      title={t.grid.cancelTitle(pledge.lower)}
      danger
      onClose={onClose}
      onSubmit={async (reason) => {
        await cancel.mutateAsync({ params: { pledge: pledge.id }, body: { reason } })
        message.success(t.common.saved)
      }}
    />
  )
}
