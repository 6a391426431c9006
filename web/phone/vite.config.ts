import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compressed } from '../vite.config.ts'

const PUBLIC = 'web/phone/public'

/** The service worker with the names of all files of this very version. */
const serviceWorker: Plugin = {
  name: 'service-worker',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const built = Object.keys(bundle).filter((name) => !name.endsWith('.gz') && name !== 'index.html')
      const files = ['./', ...built, ...readdirSync(PUBLIC)].sort()
      const hash = createHash('sha256').update(JSON.stringify(files))
      for (const name of readdirSync(PUBLIC)) hash.update(readFileSync(join(PUBLIC, name)))
      const source = readFileSync('web/phone/sw.js', 'utf8')
        .replace('__VERSION__', hash.digest('hex').slice(0, 16))
        .replace('__FILES__', JSON.stringify(files))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  },
}

/** Builds the phone's app to dist/phone, which the server serves at `/m/`. Run from the repository's root. */
export default defineConfig({
  root: 'web/phone',
  base: './',
  plugins: [react(), serviceWorker, compressed],
  build: { outDir: '../../dist/phone', emptyOutDir: true, target: 'chrome87' },
})
