import { openApi } from '#server/http/openapi.ts'
import { defineCommand } from './command.ts'

export const command = defineCommand({
  usage: '',
  options: { json: { type: 'boolean', help: '单行输出\non one line' } },
  async run(_args, out) {
    out.answer(openApi(), () => JSON.stringify(openApi(), null, 2))
    return 0
  },
})
