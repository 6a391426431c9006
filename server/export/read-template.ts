import type { PlainDate } from '#domain/dates.ts'
import { TEMPLATE_BYTES } from '#domain/export/export-api.ts'
import { type Template, templateOf } from '#domain/export/template.ts'
import { Refusal } from '#domain/refusals.ts'
import { readFiles } from '../import/read-files.ts'

/** The heads of the first table of children in the file. Whoever stands under them is passed over. */
export async function readTemplate(base64: string, asOf: PlainDate): Promise<Template> {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > TEMPLATE_BYTES)
    throw new Refusal('fileTooLarge', { megabytes: TEMPLATE_BYTES / 2 ** 20 })
  const { files } = await readFiles({ files: [{ name: '', bytes }], areas: [], asOf })
  // A file without a table of children was refused.
  return templateOf(files[0]!.tables[0]!)
}
