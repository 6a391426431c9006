import type { Out } from './command.ts'

const line = (stream: NodeJS.WriteStream, text: string): void => {
  stream.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function makeOut(json: boolean): Out {
  // Libraries that print would spoil the JSON.
  if (json) console.log = console.info = console.error
  return {
    json,
    say: (text) => line(json ? process.stderr : process.stdout, text),
    warn: (text) => line(process.stderr, text),
    answer: (value, print) => line(process.stdout, json ? JSON.stringify(value) : print()),
  }
}

/** A reader that went away (`| head`) ends us quietly; a terminal that was closed must not stop the server's shutdown. */
export function survivePipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
  })
  process.stderr.on('error', () => {})
}
