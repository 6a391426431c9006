import { type Problem, problemText } from '#server/audit/problems.ts'
import { type Verified, verifyAll } from '#server/audit/verify.ts'
import { type PaperFound, verifyPaper } from '#server/audit/verify-paper.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'
import { reachDatabase } from '#server/db/connect.ts'
import { defineCommand } from './command.ts'
import { dataFolder } from './setup.ts'

export const command = defineCommand({
  usage: '[--data DIR] [--code CODE] [--json]',
  options: {
    data: { type: 'string', value: 'DIR', help: '数据文件夹\ndata folder' },
    code: {
      type: 'string',
      value: 'CODE',
      help: '只核对一份委托照护协议：纸上的校验码\nonly one care agreement: the code on its paper',
    },
    json: { type: 'boolean', help: '以 JSON 输出\nprint JSON' },
  },
  async run({ values }, out) {
    const dataDir = dataFolder(values)
    const database = await reachDatabase(dataDir)
    try {
      const vault = createVault(await masterKey(dataDir, false))
      if (values.code) {
        const paper = await verifyPaper(database.owner, vault, values.code)
        out.answer({ paper }, () => `${PAPER[paper].zh} ${PAPER[paper].en}`)
        return paper === 'whole' ? 0 : 1
      }
      const found = await verifyAll(database.owner, { vault, dataDir })
      out.answer(asJson(found), () => asText(found))
      return found.whole ? 0 : 1
    } finally {
      await database.close()
    }
  },
})

const PAPER: Record<PaperFound, { zh: string; en: string }> = {
  whole: {
    zh: '✓ 登记中有这份协议，内容和签字与签署时一致',
    en: 'The register has this agreement, with everything as it was signed',
  },
  altered: {
    zh: '✗ 登记中有这份协议，但内容或签字已被改动',
    en: 'The register has this agreement, and something of it was altered since it was signed',
  },
  unknown: { zh: '✗ 登记中没有这份协议', en: 'The register has no such agreement' },
}

const asJson = ({ problems, ...found }: Verified) => ({
  ...found,
  problems: problems.map((problem) => ({
    code: problem.code,
    ...bothTexts(problem),
    details: problem.details,
  })),
})

const bothTexts = (problem: Problem) => ({ zh: problemText(problem, 'zh'), en: problemText(problem, 'en') })

export function asText(found: Verified): string {
  const { rows, links, unsealed, unsealedSince, acts, evidence, agreements, problems } = found
  const lines = [
    `审计日志 ${rows} 行，${links} 环；记录 ${acts} 条；佐证文件 ${evidence} 个；委托照护协议记录 ${agreements} 条`,
    `Audit log: ${rows} rows in ${links} links; ${acts} acts; ${evidence} evidence files; ${agreements} acts of care agreements`,
  ]
  if (unsealed > 0)
    lines.push(
      `尚未封存 ${unsealed} 行（最早 ${unsealedSince?.toISOString()}）：服务运行时半秒内封存，长事务期间会等待`,
      `${unsealed} rows are not sealed yet (since ${unsealedSince?.toISOString()}); a running server does it within a second`,
    )
  for (const problem of problems) {
    const { zh, en } = bothTexts(problem)
    lines.push(`✗ ${zh}`, `  ${en}`)
  }
  for (const [code, count] of Object.entries(found.more))
    lines.push(`  …… ${code}：另有 ${count} 处 and ${count} more`)
  lines.push(
    problems.length === 0
      ? '✓ 完好，未发现改动 Whole: nothing was altered'
      : '✗ 发现问题，请保留现场并查明原因 Something is wrong: keep everything as it is and find out why',
  )
  return lines.join('\n')
}
