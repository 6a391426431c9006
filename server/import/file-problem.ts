/** Why a file cannot be read, in words that help the person who chose it. */
export const FILE_PROBLEMS = {
  empty: '文件是空的 / the file is empty',
  encrypted: '文件设有密码,请取消密码后再上传 / the file is protected by a password',
  oldExcel:
    '这是 Excel 95 或更早的文件,请另存为 .xlsx / this file is of Excel 95 or older; please save it as .xlsx',
  notXlsx: '文件内容不是 Excel 表格或 CSV / the content is neither an Excel workbook nor CSV',
  damaged: '文件已损坏或不完整 / the file is damaged or cut off',
  tooMuch: '解压后的内容过大 / the unpacked content is too large',
  tooManyRows:
    '行数过多,一次最多 30000 行,请分成几个文件 / there are too many rows: at most 30,000 at a time, please split the file',
  tooManyColumns: '列数过多 / there are too many columns',
  tooManySheets: '工作表过多 / there are too many sheets',
  tooSlow: '读取超时 / reading took too long',
  noTable: '没有找到带有“姓名”等表头的儿童名册 / no table of children with heads such as 姓名 was found',
} as const
export type FileProblem = keyof typeof FILE_PROBLEMS

export class UnreadableFile extends Error {
  readonly problem: FileProblem
  constructor(problem: FileProblem) {
    super(problem)
    this.problem = problem
  }
}
