import { extractText, getDocumentProxy } from 'unpdf'

/** What each page of a PDF says, without white space. */
export async function pagesOf(pdf: unknown): Promise<string[]> {
  const bytes = new Uint8Array(pdf as Uint8Array)
  const { text } = await extractText(await getDocumentProxy(bytes))
  return text.map((page) => page.replace(/\s+/g, ''))
}
