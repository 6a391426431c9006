import { COLOUR, type Colour } from '#domain/assessment/template.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'

const TONES = { red: 'red', yellow: 'orange', green: 'green', none: 'grey' } as const

/** A colour by its name: who cannot tell red from green reads it. */
export function ColourMark({ colour }: { colour: Colour }) {
  const { label } = useLanguage()
  return <Mark tone={TONES[colour]}>{label(COLOUR[colour])}</Mark>
}
