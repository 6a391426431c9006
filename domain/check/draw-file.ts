import { DrawRule, drawSample, type Listed, seedOf } from './draw.ts'

/** Everything that a draw followed from, and who was drawn: what its file says. */
export type DrawFile = {
  draw: string
  scope: string
  month: string
  number: number
  drawnAt: string
  rule: DrawRule
  secret: string
  publicNumber: string
  publicSource: string
  frame: readonly Listed[]
  drawn: ReadonlySet<string>
}

const HEADS = ['draw', 'scope', 'month', 'number', 'drawnAt', 'secret', 'publicNumber', 'publicSource']
const COLUMNS = 'village,stratum,child,drawn'

/** Always quoted, so that nothing that was typed becomes a column or a line. */
const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll(/[\r\n]+/g, ' ')}"`

/** The lines of the frame, as they are stored and as the file has them, in the order of village, stratum and id. */
export const frameLines = (frame: readonly Listed[], drawn: ReadonlySet<string>): string =>
  frame
    .map(({ village, stratum, child }) => `${village},${stratum},${child},${drawn.has(child) ? 1 : 0}\n`)
    .sort()
    .join('')

/** The file of a draw: what it followed from line by line, then the frame. */
export function drawFileText(head: Omit<DrawFile, 'frame' | 'drawn'>, frame: string): string {
  const told: Record<string, string> = {
    ...Object.fromEntries(HEADS.map((name) => [name, String(head[name as keyof typeof head])])),
    by: head.rule.by,
    size: head.rule.size,
    n: String(head.rule.n),
    atLeastOne: head.rule.atLeastOne ? '1' : '0',
  }
  const lines = Object.entries(told).map(([name, value]) => `#${name},${quoted(value)}\n`)
  return `\uFEFF#tonghu-draw,"1"\n${lines.join('')}${COLUMNS}\n${frame}`
}

const HEAD_LINE = /^#([A-Za-z-]+),"((?:[^"]|"")*)"$/

/** Reads a file of a draw. undefined: it is none, or was changed so that it cannot be read. */
export function readDrawFile(text: string): DrawFile | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const at = lines.indexOf(COLUMNS)
  const head: Record<string, string> = {}
  for (const line of lines.slice(0, Math.max(0, at))) {
    const [, name, value] = HEAD_LINE.exec(line) ?? []
    if (!name) return undefined
    head[name] = value!.replaceAll('""', '"')
  }
  const rule = DrawRule.safeParse({
    by: head.by,
    size: head.size,
    n: Number(head.n),
    atLeastOne: head.atLeastOne === '1',
  })
  if (head['tonghu-draw'] !== '1' || !rule.success) return undefined
  const frame: Listed[] = []
  const drawn = new Set<string>()
  for (const line of lines.slice(at + 1).filter((one) => one !== '')) {
    const [village, stratum, child, mark, ...more] = line.split(',')
    if (!village || !stratum || !child || (mark !== '0' && mark !== '1') || more.length > 0) return undefined
    frame.push({ village, stratum, child })
    if (mark === '1') drawn.add(child)
  }
  const { draw = '', scope = '', month = '', drawnAt = '', secret = '' } = head
  const { publicNumber = '', publicSource = '' } = head
  const said = {
    draw,
    scope,
    month,
    number: Number(head.number),
    drawnAt,
    secret,
    publicNumber,
    publicSource,
  }
  return { ...said, rule: rule.data, frame, drawn }
}

/** Draws once more from what the file says. */
export function redraw(
  file: DrawFile,
  sha256: (text: string) => string,
): {
  equal: boolean
  /** Digest of the seed, as it was shown before the draw. */
  commitment: string
  drawn: number
  /** Marked as drawn and not drawn again; drawn again and not marked. */
  missing: string[]
  added: string[]
} {
  const again = new Set(drawSample(file.frame, file.rule, seedOf(file), sha256).map(({ child }) => child))
  const missing = [...file.drawn].filter((child) => !again.has(child))
  const added = [...again].filter((child) => !file.drawn.has(child))
  const twice = new Set(file.frame.map(({ child }) => child)).size !== file.frame.length
  return {
    equal: missing.length + added.length === 0 && !twice,
    commitment: sha256(file.secret),
    drawn: again.size,
    missing,
    added,
  }
}
