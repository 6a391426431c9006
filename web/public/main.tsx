import '../api/no-eval.ts'

// Dynamic, so that no schema is made before the line above has run.
import('./start.tsx')
