import { useState } from 'react'
import { DEFAULT_COLUMNS, isFactColumn } from './child-columns.tsx'

const KEPT = 'tonghu.childColumns'

function kept(): readonly string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null')
    return Array.isArray(keys)
      ? keys.filter((key) => typeof key === 'string' && isFactColumn(key))
      : DEFAULT_COLUMNS
  } catch {
    return DEFAULT_COLUMNS
  }
}

/** The columns that this person chose on this computer: keys of facts, nothing about a child. */
export function useChosenColumns() {
  const [chosen, setChosen] = useState(kept)
  return [
    chosen,
    (keys: readonly string[]) => {
      localStorage.setItem(KEPT, JSON.stringify(keys))
      setChosen(keys)
    },
  ] as const
}
