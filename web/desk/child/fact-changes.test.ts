import { expect, test } from 'vitest'
import { NewAct } from '#domain/act/act.ts'
import type { ShownFacts } from '#domain/child/child-api.ts'
import type { ActId, ChildId, PersonId } from '#domain/ids.ts'
import { changedKeys, correctsSomething, factActs } from './fact-changes.ts'

const child = '01926b3c-0000-7000-8000-000000000001' as ChildId
const father = '01926b3c-0000-7000-8000-000000000002' as PersonId
const opened = '01926b3c-0000-7000-8000-0000000000a1' as ActId
const later = '01926b3c-0000-7000-8000-0000000000a2' as ActId
const today = '2026-03-05'

const shown: ShownFacts = {
  schooling: { state: 'known', value: 'primary', since: '2024-09-01', act: opened },
  boarding: { state: 'known', value: false, since: '2025-09-01', act: later },
  aid: { state: 'known', value: ['medical', 'subsistence'], since: '2024-09-01', act: opened },
  idNumber: { state: 'known', value: '210421************', masked: true, since: '2024-09-01', act: opened },
}

test('touching a field without changing it is no change', () => {
  const draft = {
    schooling: { state: 'known', value: 'primary' },
    aid: { state: 'known', value: ['subsistence', 'medical'] },
    housing: { state: 'notCollected' },
  } as const
  expect(changedKeys(draft as never, shown)).toEqual([])
  expect(
    factActs({ child }, { shown, draft: draft as never }, { how: 'changed', since: today }, today),
  ).toEqual([])
})

test('what has changed is a new entry with its day, and corrects nothing', () => {
  const draft = { schooling: { state: 'known', value: 'juniorSecondary' } } as const
  expect(factActs({ child }, { shown, draft }, { how: 'changed', since: '2026-03-01' }, today)).toEqual([
    {
      kind: 'fact.record',
      child,
      body: {
        day: today,
        facts: { schooling: { state: 'known', value: 'juniorSecondary', since: '2026-03-01' } },
      },
    },
  ])
})

test('a correction names the act that it corrects and keeps its day; one act for each source', () => {
  const draft = {
    schooling: { state: 'known', value: 'kindergarten' },
    boarding: { state: 'known', value: true },
  } as const
  const acts = factActs({ child }, { shown, draft }, { how: 'corrected', reason: '录入时看错' }, today)
  expect(acts.map((act) => act.body)).toEqual([
    {
      day: today,
      facts: { schooling: { state: 'known', value: 'kindergarten', since: '2024-09-01' } },
      reason: '录入时看错',
      corrects: opened,
    },
    {
      day: today,
      facts: { boarding: { state: 'known', value: true, since: '2025-09-01' } },
      reason: '录入时看错',
      corrects: later,
    },
  ])
})

test('the day itself can be corrected', () => {
  const draft = { boarding: { state: 'known', value: true } } as const
  const [act] = factActs(
    { child },
    { shown, draft },
    { how: 'corrected', reason: '日期有误', since: '2025-03-01' },
    today,
  )
  expect(act!.body).toMatchObject({ facts: { boarding: { since: '2025-03-01' } }, corrects: later })
})

test('a fact that nobody had recorded owes no reason, even while correcting', () => {
  const draft = { housing: { state: 'known', value: 'safe' } } as const
  expect(correctsSomething(draft, shown)).toBe(false)
  expect(factActs({ child }, { shown, draft }, { how: 'corrected', reason: '' }, today)).toEqual([
    {
      kind: 'fact.record',
      child,
      body: { day: today, facts: { housing: { state: 'known', value: 'safe' } } },
    },
  ])
})

test('a masked value that was typed again is always a change, since it cannot be compared', () => {
  const draft = { idNumber: { state: 'known', value: '210421201001011234' } } as const
  expect(changedKeys(draft, shown)).toEqual(['idNumber'])
})

test('facts of a relative go to the person, in the file where they were written', () => {
  const draft = { parentState: { state: 'notApplicable' } } as const
  const acts = factActs(
    { child, person: father },
    { shown: {}, draft },
    { how: 'changed', since: today },
    today,
  )
  expect(acts).toMatchObject([{ kind: 'relative.record', child, person: father }])
})

test('every draft becomes an act that the contract accepts', () => {
  const draft = {
    schooling: { state: 'known', value: 'primary' },
    boarding: { state: 'notApplicable' },
  } as const
  const changes = [
    { how: 'changed', since: '2026-03-01' },
    { how: 'corrected', reason: '更正' },
  ] as const
  for (const change of changes)
    for (const act of factActs(
      { child },
      { shown: { ...shown, schooling: shown.aid! }, draft },
      change,
      today,
    ))
      expect(NewAct.safeParse({ ...act, id: opened, writtenAt: '2026-03-05T08:00:00+08:00' }).success).toBe(
        true,
      )
})
