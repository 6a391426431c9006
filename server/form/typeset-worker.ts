import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { brotliDecompressSync } from 'node:zlib'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { charactersOf, printable } from './characters.ts'

export type TypesetJob = { template: 'register-form' | 'roster' | 'agreement' | 'pledge'; data: unknown }

const FONT = join(import.meta.dirname, '../../data/fonts/NotoSansCJKsc-subset.otf.br')
const FAMILY = 'Noto Sans CJK SC'

// Setting some hundred forms keeps a processor busy for a second, and the compiler gives back what it remembers only
// when its thread ends: so each file has a thread of its own.
function work({ template, data }: TypesetJob): Uint8Array {
  const font = brotliDecompressSync(readFileSync(FONT))
  const characters = charactersOf(font)
  const compiler = NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: [font] }],
  })
  const document = compiler.compile({
    mainFilePath: join(import.meta.dirname, `${template}.typ`),
    inputs: { font: FAMILY, data: JSON.stringify(data, (_, value) => printable(value, characters)) },
  })
  if (!document.result)
    throw new Error(JSON.stringify(compiler.fetchDiagnostics(document.takeDiagnostics()!)))
  const pdf = compiler.pdf(document.result)
  compiler.evictCache(0)
  return pdf
}

if (parentPort) parentPort.postMessage(work(workerData as TypesetJob))
