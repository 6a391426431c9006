import { useEffect, useState } from 'react'

/** For a dialog that is there only while it is open: whatever had the focus before has it again afterwards. */
export function useFocusBack() {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // Once the dialog has let go of the focus.
      queueMicrotask(() => before instanceof HTMLElement && before.isConnected && before.focus())
    },
    [before],
  )
}
