/** Of a one-time link. All of them project defaults. */
export const LINK_DAYS = 7
export const WRONG_CODES = 5
export const CODES = 5
export const CODE_SECONDS = 60
export const CODE_MINUTES = 10
export const OPEN_MINUTES = 30
