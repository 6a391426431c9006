import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Tabs } from 'antd'
import { useMemo } from 'react'
import { type ChildFile, openChildFile } from '#domain/child/child-api.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { BLOCKS, type Block } from '#domain/fact/fact.ts'
import { queryOf } from '#web/api/queries.ts'
import { isRefused } from '#web/api/refused.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { FamilyPicture } from '#web/ui/FamilyPicture.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { AgreementsPanel } from '../agreement/AgreementsPanel.tsx'
import { AssessmentPanel } from '../assessment/AssessmentPanel.tsx'
import { ResponsiblePanel } from '../grid/ResponsiblePanel.tsx'
import { RestrictedPanel } from '../restricted/RestrictedPanel.tsx'
import { VisitsPanel } from '../visit/VisitsPanel.tsx'
import { CircumstancePanel } from './CircumstancePanel.tsx'
import { ChildFileContext, useOpenFile, whyNot } from './child-file.ts'
import type { ChildFileSearch } from './child-searches.ts'
import { EvidencePanel } from './EvidencePanel.tsx'
import { FamilyBlock } from './FamilyBlock.tsx'
import { FileActions } from './FileActions.tsx'
import { FileHead } from './FileHead.tsx'
import { FormBlock } from './FormBlock.tsx'
import { familyMembers } from './family-members.ts'
import { HistoryPanel } from './HistoryPanel.tsx'
import { useReveal } from './reveal.tsx'

const route = getRouteApi('/children/$child')

export default function ChildFilePage() {
  const { child } = route.useParams()
  const { on } = route.useSearch()
  // Asked anew whenever it is opened: the child may be somebody else's by now.
  const file = useQuery({ ...queryOf(openChildFile, { params: { child, on } }), staleTime: 0 })
  const { t } = useLanguage()
  const navigate = useNavigate({ from: '/children/$child' })
  return file.data ? (
    <OpenFile key={child} file={file.data} past={on !== undefined} />
  ) : (
    <PageFrame
      title={t.file.title}
      actions={on && <Button onClick={() => navigate({ search: {} })}>{t.file.backToToday}</Button>}
    >
      {on && isRefused(file.error, 'childNotFound') ? (
        <Empty title={t.file.asOfBefore} />
      ) : (
        <Loader of={file}>{() => null}</Loader>
      )}
    </PageFrame>
  )
}

function OpenFile({ file, past }: { file: ChildFile; past: boolean }) {
  const { t } = useLanguage()
  const navigate = useNavigate({ from: '/children/$child' })
  const { tab: asked, on } = route.useSearch()
  const today = useToday()
  const open = useMemo(() => ({ file, past, unless: whyNot(file, past, t) }), [file, past, t])
  const go = (change: Partial<ChildFileSearch>) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const tabs = [
    { key: 'form', label: t.file.tabForm, children: <FormTab /> },
    { key: 'family', label: t.file.tabFamily, children: <FamilyTab /> },
    { key: 'circumstances', label: t.file.tabCircumstances, children: <CircumstancePanel /> },
    { key: 'visits', label: t.visits.tab, children: <VisitsPanel /> },
    { key: 'assessments', label: t.assessment.tab, children: <AssessmentPanel /> },
    { key: 'agreements', label: t.agreements.tab, children: <AgreementsPanel /> },
    { key: 'responsible', label: t.grid.tab, children: <ResponsiblePanel /> },
    { key: 'history', label: t.file.tabHistory, children: <HistoryPanel /> },
    { key: 'evidence', label: `${t.file.tabEvidence} ${file.evidence.length}`, children: <EvidencePanel /> },
    ...(file.may.includes('knowRestricted')
      ? [{ key: 'restricted', label: t.restricted.tab, children: <RestrictedPanel /> }]
      : []),
  ]
  // A tab that this person does not have is as if it had not been asked for.
  const tab = tabs.find(({ key }) => key === asked)?.key ?? 'form'
  return (
    <ChildFileContext value={open}>
      <PageFrame
        title={t.file.title}
        actions={
          <>
            <DayPicker
              value={on}
              aria-label={t.file.asOf}
              placeholder={t.file.asOf}
              onChange={(day) => go({ on: day === today ? undefined : day })}
            />
            <FileActions />
          </>
        }
      >
        {past && (
          <Alert
            className="past-banner"
            type="warning"
            showIcon
            title={t.file.asOfBanner(file.on)}
            action={<Button onClick={() => go({ on: undefined })}>{t.file.backToToday}</Button>}
          />
        )}
        <FileHead />
        <Tabs
          activeKey={tab}
          tabBarGutter={16}
          destroyOnHidden
          items={[...tabs]}
          onChange={(key) => go({ tab: key === 'form' ? undefined : (key as ChildFileSearch['tab']) })}
        />
      </PageFrame>
    </ChildFileContext>
  )
}

function FormTab() {
  const { t } = useLanguage()
  const { file } = useOpenFile()
  const reveal = useReveal(file.id)
  const [first, ...rest] = Object.keys(BLOCKS) as Block[]
  return (
    <div className="form-blocks">
      <FormBlock block={first!} reveal={reveal} />
      <FamilyBlock reveal={reveal} />
      {rest.map((block) => (
        <FormBlock key={block} block={block} reveal={reveal} />
      ))}
      <p className="print-only print-sign">{t.file.printSign}</p>
      {reveal.dialog}
    </div>
  )
}

function FamilyTab() {
  const words = useLanguage()
  const { t, label } = words
  const { file } = useOpenFile()
  return (
    <FamilyPicture
      members={familyMembers(file, words)}
      relationText={({ relation }) =>
        relation === 'child' ? t.file.thisChild : label(RELATION[relation as Relation])
      }
    />
  )
}
