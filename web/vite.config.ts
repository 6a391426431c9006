import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the desk to dist/desk, which the server serves at `/`. Run from the repository's root. */
export default defineConfig({
  root: 'web/desk',
  plugins: [react()],
  build: { outDir: '../../dist/desk', emptyOutDir: true, target: 'es2022', reportCompressedSize: true },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
