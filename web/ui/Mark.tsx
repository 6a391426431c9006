import type { ReactNode } from 'react'

export type Tone = 'grey' | 'blue' | 'green' | 'orange' | 'red'

/** A short word of state. Ant Design's tags are too pale for contrast AA. */
export const Mark = ({ tone = 'grey', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`mark is-${tone}`}>{children}</span>
)
