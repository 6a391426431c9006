import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKED = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
const PARTS = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']
const UNPACKED = fileURLToPath(new URL('../.tmp/chromium', import.meta.url))

/** The package's own looks in its usual places only. Without any font no text has a size, and nothing is seen. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

export type Chromium = { executablePath: string; env: Record<string, string | undefined> }

/** Without a locale that knows Chinese every file that is saved would be called "download". */
const LOCALE = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }

/** The machine's own Chromium, else the one from npm, which needs nothing of the system but its C library. */
export async function findChromium(): Promise<Chromium> {
  const { TONGHU_CHROMIUM: wanted } = process.env
  const executablePath = wanted === 'packed' ? undefined : (wanted ?? INSTALLED.find(existsSync))
  return executablePath ? { executablePath, env: { ...process.env, ...LOCALE } } : packedChromium()
}

async function packedChromium(): Promise<Chromium> {
  if (!existsSync(UNPACKED)) await unpack()
  const { LD_LIBRARY_PATH: others } = process.env
  const libraries = join(UNPACKED, 'al2023', 'lib')
  return {
    executablePath: join(UNPACKED, 'chromium'),
    env: {
      ...process.env,
      ...LOCALE,
      LD_LIBRARY_PATH: others ? `${libraries}:${others}` : libraries,
      FONTCONFIG_PATH: join(UNPACKED, 'fonts'),
    },
  }
}

/** Beside its place first: an unpacking that was cut short must not be taken for a browser. */
async function unpack(): Promise<void> {
  const folder = `${UNPACKED}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  const { TMPDIR } = process.env
  // The package writes into the system's temporary folder, wherever that is at the moment of asking.
  process.env.TMPDIR = folder
  if (tmpdir() !== folder) throw new Error(`the temporary folder is ${tmpdir()} and not ${folder}`)
  const parts = PARTS.map((part) => inflate(join(PACKED, part)))
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
  await Promise.all(parts)
  writeFileSync(join(folder, 'fonts', 'fonts.conf'), FONTS)
  try {
    renameSync(folder, UNPACKED)
  } catch (error) {
    rmSync(folder, { recursive: true })
    if (!existsSync(UNPACKED)) throw error
  }
}
