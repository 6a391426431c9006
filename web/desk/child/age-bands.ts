/** Age bands of the official summary table (0–5, 6–13, 14–15), and those who have come of age in it. */
export const AGE_BANDS: readonly { key: string; from: number; to?: number }[] = [
  { key: '0-5', from: 0, to: 5 },
  { key: '6-13', from: 6, to: 13 },
  { key: '14-15', from: 14, to: 15 },
  { key: '16', from: 16 },
]

export const bandOf = (from: number | undefined, to: number | undefined): string | undefined =>
  AGE_BANDS.find((band) => band.from === from && band.to === to)?.key
