/** A share as officials write it, with one decimal; a dash where there is nobody to count. */
export const percent = (all: number, part: number): string =>
  all === 0 ? '—' : `${((part / all) * 100).toFixed(1)}%`
