import { extractText, getDocumentProxy } from 'unpdf'

/** What each page of a PDF says, without white space. */
export async function pagesOf(pdf: unknown): Promise<string[]> {
  const bytes = new Uint8Array(pdf as Uint8Array)
  const { text } = await extractText(await getDocumentProxy(bytes))
  return text.map((page) => page.replace(/\s+/g, ''))
}

/** How far to the right each piece of text reaches, in points. */
export async function rightEdgesOf(pdf: Uint8Array): Promise<number[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages = Array.from({ length: document.numPages }, async (_, i) => {
    const { items } = await (await document.getPage(i + 1)).getTextContent()
    return items.flatMap((item) => ('transform' in item ? [item.transform[4] + item.width] : []))
  })
  return (await Promise.all(pages)).flat()
}
