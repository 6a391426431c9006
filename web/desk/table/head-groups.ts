type Column = { key: string; label: string; group?: string }

/** Neighbouring columns of the same group, for the upper row of heads; a column without one stands alone. */
export function headGroups(columns: readonly Column[]): { group?: string; columns: Column[] }[] {
  const groups: { group?: string; columns: Column[] }[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last && last.group !== undefined && last.group === column.group) last.columns.push(column)
    else groups.push({ group: column.group, columns: [column] })
  }
  return groups
}
