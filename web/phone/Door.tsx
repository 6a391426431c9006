import { useEffect, useState } from 'react'
import { Phone } from './data.ts'
import { Enrol } from './Enrol.tsx'
import { PinPad } from './PinPad.tsx'
import { useSpeech } from './speak.tsx'
import { unlock, type Worker, WrongPin, workers } from './store/workers.ts'

type Props = { onOpen(phone: Phone): void; onShut(): void }

/** Whose phone it is, and the PIN; or signing in, the first time and whenever the PIN does not help any more. */
export function Door({ onOpen, onShut }: Props) {
  const { t } = useSpeech()
  const [people, setPeople] = useState<Worker[]>()
  const [chosen, setChosen] = useState<Worker | 'new'>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    void workers().then((all) => {
      setPeople(all)
      setChosen(all.length === 0 ? 'new' : all.length === 1 ? all[0] : undefined)
    })
  }, [])
  if (!people) return null
  if (chosen === 'new')
    return (
      <Enrol
        onOpen={onOpen}
        onShut={onShut}
        cancel={people.length > 0 ? () => setChosen(undefined) : undefined}
      />
    )
  if (!chosen)
    return (
      <main className="door">
        <h1>{t.pin.who}</h1>
        {people.map((one) => (
          <button key={one.id} type="button" className="large" onClick={() => setChosen(one)}>
            {one.label}
          </button>
        ))}
        <button type="button" className="plain" onClick={() => setChosen('new')}>
          {t.pin.other}
        </button>
      </main>
    )
  if (!chosen.open)
    return (
      <Enrol
        again={chosen}
        onOpen={onOpen}
        onShut={onShut}
        cancel={people.length > 1 ? () => setChosen(undefined) : undefined}
      />
    )

  const enter = async (pin: string) => {
    try {
      onOpen(await Phone.open(await unlock(chosen.id, pin), onShut))
    } catch (error) {
      if (!(error instanceof WrongPin)) throw error
      setProblem(error.left > 0 ? t.pin.wrong(error.left) : t.pin.shut)
      if (error.left === 0) setChosen({ ...chosen, open: false })
    }
  }
  return (
    <main className="door">
      <h1>{t.pin.enter}</h1>
      <p className="lead">{chosen.label}</p>
      <PinPad onEntered={enter} problem={problem} />
      <button type="button" className="plain" onClick={() => setChosen({ ...chosen, open: false })}>
        {t.pin.forgotten}
      </button>
      <button
        type="button"
        className="plain"
        onClick={() => setChosen(people.length > 1 ? undefined : 'new')}
      >
        {t.pin.other}
      </button>
    </main>
  )
}
