import { useBlocker } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'

/** Asks before a page with unsaved input is left, within the desk and by closing the window. */
export function useUnsaved(dirty: boolean) {
  const t = useMessages()
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(t.file.leaveUnsaved),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
  })
}
