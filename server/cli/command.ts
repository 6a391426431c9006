import type { ParseArgsConfig } from 'node:util'

export type OptionSpec = NonNullable<ParseArgsConfig['options']>[string] & { help: string; value?: string }
export type Options = Record<string, OptionSpec>

type ValueOf<O extends OptionSpec> = O['type'] extends 'boolean'
  ? boolean
  : O['multiple'] extends true
    ? string[]
    : string
export type Values<O extends Options> = { [K in keyof O]?: ValueOf<O[K]> }
export type Args<O extends Options> = { values: Values<O>; positionals: string[] }

/** One command of ./tonghu. `run` answers the exit code, 0 when it answers nothing. */
export type Command<O extends Options = Options> = {
  usage: string
  options: O
  /** How many words may follow the command; all that are left out are refused. */
  positionals?: { min: number; max: number }
  run(args: Args<O>, out: Out): Promise<number | undefined>
}

/** Where a command speaks: with --json, standard output carries the answer and nothing else. */
export type Out = {
  json: boolean
  say(text: string): void
  warn(text: string): void
  /** The answer: as JSON where a machine reads, else by `print`. */
  answer(value: unknown, print: () => string): void
}

/** Infers the values from the options, and forgets them again, so that all commands fit into one table. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command =>
  command as unknown as Command

export class UsageError extends Error {}
