import { listChildren, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { chinaDay } from '#domain/dates.ts'
import { type Asked, FRESH_ID } from './asked.ts'
import type { Samples } from './samples.ts'

export type Operation = { key: string; title: string; kind: 'read' | 'save'; requests: Asked[] }

const list = (body: object): Asked => ({
  method: listChildren.method,
  path: listChildren.path,
  body: JSON.stringify(body),
})

/** Days and words differ, so that no save writes what stands there already. */
const save = (child: string, n: number): Asked =>
  recording(child, {
    lastParentContactOn: { state: 'known', value: `2026-0${1 + (n % 5)}-1${n % 9}` },
    needs: { state: 'known', value: `希望父母常打电话（${n}）` },
  })

/** Facts that tables count, another one each time. */
export const countedSaves = (children: readonly string[]): Asked[] =>
  children.map((child, n) =>
    recording(child, { health: { state: 'known', value: n % 2 ? 'frail' : 'chronicIllness' } }),
  )

function recording(child: string, facts: object): Asked {
  const writtenAt = new Date().toISOString()
  const body = { day: chinaDay(new Date(writtenAt)), facts }
  const act = { id: FRESH_ID, kind: 'fact.record', child, writtenAt, body }
  return { method: recordActs.method, path: recordActs.path, body: JSON.stringify({ acts: [act] }) }
}

export const operationsOf = (samples: Samples): Operation[] => [
  {
    key: 'list',
    title: 'list of 20 with filter and count',
    kind: 'read',
    requests: samples.townships.flatMap((area) =>
      ['primary', 'juniorSecondary', 'kindergarten'].map((schooling) =>
        list({ area, where: { schooling: [schooling] } }),
      ),
    ),
  },
  ...(
    [
      ['two characters of a name', samples.twoCharacters],
      ['initials', samples.initials],
      ['the tail of an ID', samples.tails],
    ] as const
  ).map(([what, words]) => ({
    key: `search ${what}`,
    title: `search by ${what}`,
    kind: 'read' as const,
    requests: words.map((q) => list({ q })),
  })),
  {
    key: 'open',
    title: 'open a child file',
    kind: 'read',
    requests: samples.children.map((child) => ({
      method: openChildFile.method,
      path: openChildFile.path.replace(':child', child),
    })),
  },
  { key: 'save', title: 'record a fact', kind: 'save', requests: samples.forSaving.map(save) },
]
