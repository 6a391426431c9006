import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { type ChildHeld, responsibleForChild } from '#domain/grid/grid-api.ts'
import { PLACE_RESPONSIBILITY } from '#domain/grid/responsibilities.ts'
import { CHILD_RESPONSIBILITY, type ChildResponsibility } from '#domain/grid/responsible-acts.ts'
import { queryOf, useChanged } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay, useMe } from '../account/session.ts'
import { useAreas } from '../area/areas.ts'
import { useOpenFile } from '../child/child-file.ts'
import { useRecordActs } from '../child/record-acts.ts'
import { NameDialog } from './NameDialog.tsx'

const KINDS = Object.keys(CHILD_RESPONSIBILITY) as ChildResponsibility[]

/** Tab 责任人: who answers for this child, from the county down to the one who is named for it. */
export function ResponsiblePanel() {
  const { t, label } = useLanguage()
  const { file, past } = useOpenFile()
  const may = useMay('child.responsible')
  const areas = useAreas()
  const { county } = useMe()
  const found = useQuery(queryOf(responsibleForChild, { params: { child: file.id } }))
  const [naming, setNaming] = useState<ChildResponsibility>()
  const [ending, setEnding] = useState<ChildHeld>()
  const unless = past
    ? t.file.pastOnly
    : !may
      ? t.common.notAllowedHere
      : file.status === 'left'
        ? t.file.leftNo
        : undefined
  const tier = (title: string, lines: readonly ReactNode[]) => (
    <li>
      <b>{title}</b>
      <ul className="plain-list">
        {lines.length > 0 ? (
          lines
        ) : (
          <li>
            <Mark tone="orange">{t.grid.nobody}</Mark>
          </li>
        )}
      </ul>
    </li>
  )
  const mark = (standIn: boolean) => standIn && <Mark tone="orange">{t.grid.standIn}</Mark>
  return (
    <section aria-label={t.grid.tab}>
      <Loader of={found}>
        {({ held, staff, own }) => {
          const { code } = file.area
          const by = (given: 'county' | 'township') =>
            held
              .filter(({ kind }) => PLACE_RESPONSIBILITY[kind].given === given)
              .map(({ id, kind, cadre, standIn }) => (
                <li key={id}>
                  {label(PLACE_RESPONSIBILITY[kind])}
                  {t.common.colon}
                  {cadre.name} {cadre.office} {cadre.post} {cadre.phone} {mark(standIn)}
                </li>
              ))
          const at = (place: string) =>
            staff
              .filter((one) => one.place === place)
              .map(({ name, role, standIn }) => (
                <li key={name + role}>
                  {label(ROLES[role])}
                  {t.common.colon}
                  {name} {mark(standIn)}
                </li>
              ))
          const township = `${code.slice(0, 9)}000`
          const village = code.slice(0, 12)
          return (
            <>
              <h2 className="section-title">{t.grid.chain}</h2>
              <ol className="grid-chain">
                {tier(county.name, by('county'))}
                {tier(areas?.find(township)?.shortName ?? t.grid.township, [
                  ...by('township'),
                  ...at(township),
                ])}
                {tier(areas?.find(village)?.shortName ?? t.grid.village, at(village))}
                {KINDS.toReversed().map((kind) => (
                  <li key={kind}>
                    <b>{label(CHILD_RESPONSIBILITY[kind])}</b>{' '}
                    <ReasonedButton size="small" unless={unless} onClick={() => setNaming(kind)}>
                      {t.grid.nameOne}
                    </ReasonedButton>
                    <ul className="plain-list">
                      {own.some((one) => one.kind === kind && one.holds) ? (
                        own
                          .filter((one) => one.kind === kind && one.holds)
                          .sort((a, b) => Number(b.standIn) - Number(a.standIn))
                          .map((one) => (
                            <li key={one.id}>
                              {one.cadre.name} {one.cadre.office} {one.cadre.post} {one.cadre.phone}{' '}
                              {t.grid.termOf(one.from, one.lastDay)} {mark(one.standIn)}{' '}
                              {!unless && (
                                <Button size="small" onClick={() => setEnding(one)}>
                                  {t.grid.end}
                                </Button>
                              )}
                            </li>
                          ))
                      ) : (
                        <li>
                          <Mark tone="red">{t.grid.nobody}</Mark>
                        </li>
                      )}
                    </ul>
                  </li>
                ))}
              </ol>
              {own.some(({ holds }) => !holds) && (
                <>
                  <h2 className="section-title">{t.grid.before}</h2>
                  <ul className="plain-list">
                    {own
                      .filter(({ holds }) => !holds)
                      .map((one) => (
                        <li key={one.id}>
                          {label(CHILD_RESPONSIBILITY[one.kind])}
                          {t.common.colon}
                          {one.cadre.name} {t.grid.termOf(one.from, one.lastDay)} {mark(one.standIn)}
                        </li>
                      ))}
                  </ul>
                </>
              )}
            </>
          )
        }}
      </Loader>
      {naming && <NameDialog who={[file.id]} kind={naming} onClose={() => setNaming(undefined)} />}
      {ending && <EndDialog held={ending} onClose={() => setEnding(undefined)} />}
    </section>
  )
}

function EndDialog({ held, onClose }: { held: ChildHeld; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const changed = useChanged([responsibleForChild])
  const [day, setDay] = useState(today)
  return (
    <ReasonDialog
      title={t.grid.endTitle(held.cadre.name, label(CHILD_RESPONSIBILITY[held.kind]))}
      noReason
      onClose={onClose}
      onSubmit={async () => {
        await record([{ kind: 'responsible.end', child: file.id, body: { day, named: held.id, words: {} } }])
        await changed()
        message.success(t.common.saved)
      }}
    >
      <Field label={t.grid.endDay}>
        <DayPicker value={day} min={held.from} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
