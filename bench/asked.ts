export type Asked = { method: string; path: string; body?: string }

/** Stands in a body for an id that nobody has used yet. */
export const FRESH_ID = '@fresh-id@'
