import { EditOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { BLOCKS, type Block } from '#domain/fact/fact.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { factsOfBlock, useOpenFile } from './child-file.ts'
import { FactGrid } from './FactGrid.tsx'
import { FactsEditor } from './FactsEditor.tsx'
import type { Reveal } from './reveal.tsx'

/** One block of the 登记表, read or edited in place. */
export function FormBlock({ block, reveal }: { block: Block; reveal: Reveal }) {
  const { t, label } = useLanguage()
  const { file, unless } = useOpenFile()
  const [editing, setEditing] = useState(false)
  const keys = factsOfBlock(block)
  return (
    <section className="block" aria-labelledby={`block-${block}`}>
      <div className="block-head">
        <h2 id={`block-${block}`}>{label(BLOCKS[block])}</h2>
        {!editing && (
          <ReasonedButton
            size="small"
            className="no-print"
            icon={<EditOutlined aria-hidden />}
            unless={unless('record')}
            aria-label={`${t.common.edit}${t.common.colon}${label(BLOCKS[block])}`}
            onClick={() => setEditing(true)}
          >
            {t.common.edit}
          </ReasonedButton>
        )}
      </div>
      {editing ? (
        <FactsEditor
          subject={{ child: file.id }}
          catalogue={CHILD_FACTS}
          keys={keys}
          shown={file.facts}
          mostly={block === 'self' ? 'corrected' : 'changed'}
          onDone={() => setEditing(false)}
        />
      ) : (
        <FactGrid catalogue={CHILD_FACTS} keys={keys} facts={file.facts} reveal={reveal} />
      )}
    </section>
  )
}
