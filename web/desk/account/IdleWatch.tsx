import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { me } from '#domain/account/account-api.ts'
import { call } from '#web/api/client.ts'
import { useMessages } from '#web/messages/language.tsx'
import { markIdledOut } from './idled-out.ts'
import { useLeave, useMe } from './session.ts'

const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
const LAST_INPUT = 'tonghu.lastInput'
const WARN_SECONDS = 60

/**
 * Signs out after `idleMinutes` without input, in all windows of the browser together. The server counts
 * requests, not keys: while somebody types a long form, a call now and then keeps the session alive.
 */
export function IdleWatch() {
  const t = useMessages()
  const { idleMinutes } = useMe()
  const leave = useLeave()
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY)
  const calledAt = useRef(Date.now())

  useEffect(() => {
    let noted = 0
    const note = () => {
      if (Date.now() - noted < 1000) return
      noted = Date.now()
      localStorage.setItem(LAST_INPUT, String(noted))
    }
    note()
    for (const input of INPUTS) window.addEventListener(input, note, { passive: true })
    const timer = setInterval(() => {
      const last = Number(localStorage.getItem(LAST_INPUT)) || noted
      const seconds = Math.ceil((last + idleMinutes * 60_000 - Date.now()) / 1000)
      setLeft(seconds > WARN_SECONDS ? Number.POSITIVE_INFINITY : seconds)
      if (seconds <= 0) {
        markIdledOut()
        void leave()
      } else if (last > calledAt.current && Date.now() - calledAt.current > (idleMinutes * 60_000) / 3) {
        calledAt.current = Date.now()
        call(me, {}).catch(() => {})
      }
    }, 1000)
    return () => {
      clearInterval(timer)
      for (const input of INPUTS) window.removeEventListener(input, note)
    }
  }, [idleMinutes, leave])

  if (left > WARN_SECONDS) return null
  return (
    <Modal
      open
      title={t.shell.idleTitle}
      okText={t.shell.stay}
      cancelText={t.shell.signOut}
      onOk={() => setLeft(Number.POSITIVE_INFINITY)}
      onCancel={leave}
    >
      {t.shell.idle(Math.max(0, left))}
    </Modal>
  )
}
