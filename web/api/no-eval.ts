import { config } from 'zod'

// Zod tries to compile schemas with `new Function`, which the page's content policy forbids. Imported first.
config({ jitless: true })
