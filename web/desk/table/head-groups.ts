export type Column = { key: string; label: string; group?: string }
export type HeadGroup = { group?: string; columns: Column[] }

/** Neighbouring columns of the same group, for the upper row of heads; a column without one stands alone. */
export function headGroups(columns: readonly Column[]): HeadGroup[] {
  const groups: HeadGroup[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last && last.group !== undefined && last.group === column.group) last.columns.push(column)
    else groups.push({ group: column.group, columns: [column] })
  }
  return groups
}

/** Columns dealt out to sheets of paper, no group torn apart that would fit on one. */
export function pagesOf(columns: readonly Column[], most: number): Column[][] {
  const pages: Column[][] = []
  for (const { columns: group } of headGroups(columns)) {
    const last = pages.at(-1)
    if (last && last.length + group.length <= most) last.push(...group)
    else pages.push([...group])
  }
  return pages
}
