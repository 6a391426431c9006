import './polyfills.ts'
import '../api/no-eval.ts'

// Dynamic, so that no schema is made before the lines above have run.
import('./start.tsx')
