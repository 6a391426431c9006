import { PlainDate } from '#domain/dates.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { ChildId } from '#domain/ids.ts'
import { explainChild } from '#server/circumstance/explain-child.ts'
import { defineCommand, UsageError } from './command.ts'
import { readOption } from './table.ts'
import { AS, askAs, COUNTY_OPTIONS, withCounty } from './with-county.ts'

const ANSWERS = { yes: '符合', no: '不符合', unknown: '无法判断' } as const

export const command = defineCommand({
  usage: 'CHILD [--on DATE] [--known-at INSTANT] [--data DIR] [--as USER] [--json]',
  options: {
    ...COUNTY_OPTIONS,
    as: AS,
    on: { type: 'string', value: 'DATE', help: '哪一天，默认今日\nday, by default today' },
    'known-at': {
      type: 'string',
      value: 'INSTANT',
      help: '按当时所知，如 2026-05-01T08:00:00Z\nas known at an instant',
    },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [id] }, out) {
    const child = ChildId.safeParse(id)
    if (!child.success)
      throw new UsageError(
        '请写儿童的编号，可用 ./tonghu find 查到。\nGive the id of a child; ./tonghu find tells it.',
      )
    const on = readOption(PlainDate, values.on, '--on', '2026-05-01')
    const knownAt = values['known-at']
    if (knownAt !== undefined && Number.isNaN(Date.parse(knownAt)))
      throw new UsageError(
        '--known-at 应写成 2026-05-01T08:00:00Z 这样。\n--known-at looks like 2026-05-01T08:00:00Z.',
      )
    const told = await withCounty(values, (at) =>
      askAs(at, { as: values.as, endpoint: 'cli.explain' }, ({ db, deps, actor, log }) => {
        log.children = [child.data]
        return explainChild({ db, deps, actor }, child.data, { on, knownAt })
      }),
    )
    const answer = { child: child.data, ...told }
    out.answer(answer, () =>
      told.circumstances
        .map(({ key, answer: says, reasons, missing, clauses }) =>
          [
            `${CIRCUMSTANCE[key].zh}：${ANSWERS[says]}`,
            ...reasons.map(({ zh }) => `  ${zh}`),
            ...(missing.length > 0 ? [`  尚需采集：${missing.map(({ zh }) => zh).join('、')}`] : []),
            ...(says === 'no' ? [] : [...new Set(clauses.map((c) => `  〔${c.document}，${c.clause}〕`))]),
          ].join('\n'),
        )
        .join('\n'),
    )
    return 0
  },
})
