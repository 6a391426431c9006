import type { ShownFacts } from '#domain/child/child-api.ts'
import type { PersonId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FactValue } from '#web/ui/FactValue.tsx'
import type { Catalogue } from '#web/ui/fact-draft.ts'
import { useOpenFile } from './child-file.ts'
import type { Reveal } from './reveal.tsx'

type Props = {
  catalogue: Catalogue
  keys: readonly string[]
  facts: ShownFacts
  person?: PersonId
  reveal: Reveal
}

/** Facts as a form shows them: label and value, 未采集 and 不适用 in words, the day since which each holds. */
export function FactGrid({ catalogue, keys, facts, person, reveal }: Props) {
  const { label } = useLanguage()
  const { unless } = useOpenFile()
  return (
    <dl className="fact-grid">
      {keys.map((key) => {
        const def = catalogue[key]!
        const wide = def.type.kind === 'address' || (def.type.kind === 'text' && def.type.lines)
        return (
          <div key={key} className={wide ? 'is-wide' : undefined}>
            <dt>{label(def)}</dt>
            <dd>
              <FactValue
                def={def}
                fact={reveal.see(facts[key], key, person)}
                onReveal={unless('reveal') ? undefined : () => reveal.ask({ key, def, person })}
                withSince
              />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
