import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const gzip = async (content: string | Uint8Array): Promise<Uint8Array> => {
  const stream = new Blob([content as BlobPart]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** A .gz beside every script and style: office networks are slow, and the server need not compress again. */
export const compressed: Plugin = {
  name: 'compressed',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(fileName)) continue
        const source = await gzip(file.type === 'chunk' ? file.code : file.source)
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source })
      }
    },
  },
}

/**
 * Builds the desk and the public pages to dist/desk, which the server serves. Run from the repository's root. Public
 * pages open on whatever telephone people have, inside of WeChat too.
 */
export default defineConfig({
  root: 'web/desk',
  plugins: [react(), compressed],
  build: {
    outDir: '../../dist/desk',
    emptyOutDir: true,
    target: ['chrome87', 'safari14'],
    rollupOptions: { input: ['web/desk/index.html', 'web/desk/sign.html'] },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
