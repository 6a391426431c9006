/** What may be logged of a failure: messages of the database and of libraries may quote values, so only its kind. */
export function loggable(error: unknown) {
  const { name, code } = error as { name?: string; code?: string }
  const where =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter((line) => /^ {4}at /.test(line))
          .slice(0, 4)
      : undefined
  return { kind: name, code, where }
}
