/** Faults that the random histories of phones must find, as changes to the program's own source. */
export type PlantedFault = { name: string; file: string; changes: readonly { from: string; to: string }[] }

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'dropped before the receipt',
    file: 'web/phone/sync/engine.ts',
    changes: [
      {
        from: '  const { answers, epoch, now } = await ask(pushActs',
        to: '  await store.change({ sent: waiting.map(({ n }) => n) })\n  const { answers, epoch, now } = await ask(pushActs',
      },
    ],
  },
  {
    name: 'receipt before commit',
    file: 'server/http/serve.ts',
    changes: [
      {
        from: '          // What is made while it is sent is in the log',
        to: "          if (endpoint.name === 'pushActs') reply.send(answer)\n          // What is made while it is sent is in the log",
      },
      {
        from: '        return await sendAnswer(',
        to: '        return reply.sent ? reply : await sendAnswer(',
      },
    ],
  },
  {
    name: 'cursor by clock',
    file: 'server/phone/pull-slice.ts',
    changes: [
      { from: 'place: row?.last ?? 0,', to: 'place: deps.now().getTime(),' },
      { from: 'mark: row?.mark ?? null,', to: 'mark: null,' },
      { from: '(row?.mark ?? null) === given.mark &&', to: 'given.mark === null &&' },
      {
        from: "'select children_changed($1, $2, $3) as child'",
        to: "'select child from act where county = $1 and received_at >= to_timestamp($2 / 1000.0) and child is not null and $3 > 0 union select k.child from act a join kin k on k.county = a.county and k.person = a.person where a.county = $1 and a.received_at >= to_timestamp($2 / 1000.0)'",
      },
    ],
  },
]
