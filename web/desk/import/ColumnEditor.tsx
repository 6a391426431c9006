import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { ColumnMapping } from '#domain/import/column-mapping.ts'
import { type ImportItem, listImports, type ReadLayout, remapImport } from '#domain/import/import-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { type Drafts, isChanged, mappingOf, problemOf, saidBy } from './column-drafts.ts'
import { type Choices, LayoutColumns, problemText } from './LayoutColumns.tsx'

type Props = { item: ImportItem; layouts: readonly ReadLayout[]; choices: Choices }

/** What the columns of a preview mean: looked over, corrected, and the files read again. */
export function ColumnEditor({ item, layouts, choices }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [drafts, setDrafts] = useState<Drafts>({})
  const remap = useCall(remapImport, [listImports])
  const changed = layouts.filter((layout) => isChanged(layout, drafts))
  const problem = changed.map((layout) => problemOf(layout, drafts)).find(Boolean)

  const read = (said: Record<string, ColumnMapping | null>) =>
    remap.mutate(
      { params: { import: item.importId }, body: { layouts: said } },
      {
        onSuccess: ({ importId }) => {
          void message.success(t.imports.readAgainDone)
          setDrafts({})
          void navigate({ to: '/import/$import', params: { import: importId }, replace: true })
        },
        onError: (error) => void message.error(failureText(error, t), 6),
      },
    )
  const say = (layout: string, more: ColumnMapping) =>
    setDrafts((before) => ({ ...before, [layout]: { ...before[layout], ...more } }))

  return (
    <>
      <p className="block-hint">
        {t.imports.columnsHint}
        {item.held > 0 && ` ${t.imports.columnsHeld}`}
      </p>
      {layouts.map((layout) => (
        <LayoutColumns
          key={layout.layout}
          layout={layout}
          choices={choices}
          drafts={drafts}
          onSay={(key, target) => say(layout.layout, { [key]: target })}
          onForget={() => read({ [layout.layout]: null })}
          onSave={() => saveFile(mappingFile(layout, drafts))}
        />
      ))}
      <div className="block-buttons">
        <ReasonedButton
          type="primary"
          loading={remap.isPending}
          unless={
            changed.length === 0 ? t.imports.nothingChanged : problem && problemText(problem, choices, t)
          }
          onClick={() =>
            read(Object.fromEntries(changed.map((layout) => [layout.layout, mappingOf(layout, drafts)])))
          }
        >
          {t.imports.readAgain}
        </ReasonedButton>
        <MappingUpload
          onMapping={(mapping) => {
            const said = saidBy(mapping, layouts)
            for (const [layout, more] of Object.entries(said)) say(layout, more)
            const known = Object.values(said).reduce((sum, more) => sum + Object.keys(more).length, 0)
            void message.info(t.imports.mapTaken(known))
          }}
        />
      </div>
    </>
  )
}

/** As `./tonghu import --map` takes it. */
const mappingFile = (layout: ReadLayout, drafts: Drafts): File =>
  new File([`${JSON.stringify(mappingOf(layout, drafts), null, 2)}\n`], 'MAP.json', {
    type: 'application/json',
  })

function MappingUpload({ onMapping }: { onMapping(mapping: ColumnMapping): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File) => {
    try {
      onMapping(ColumnMapping.parse(JSON.parse(await file.text())))
    } catch {
      void message.error(t.imports.mapUnusable, 6)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label={t.imports.useMap}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void take(file)
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{t.imports.useMap}</Button>
    </>
  )
}
