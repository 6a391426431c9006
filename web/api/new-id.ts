import { uuidv7 } from '#domain/ids.ts'

/** The name of a new thing. `crypto.randomUUID` is missing where the desk is served over plain http. */
export const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
