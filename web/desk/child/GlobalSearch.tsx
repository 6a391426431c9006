import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { type ChildRow, listChildren } from '#domain/child/child-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { Suggestion } from './Suggestion.tsx'
import { searchFor } from './search-text.ts'

const SHOWN = 8

/** The text once nobody has typed for a moment. */
function useSettled(text: string, milliseconds = 200): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds)
    return () => clearTimeout(timer)
  }, [text, milliseconds])
  return settled
}

/** The search box of the head line: a combobox; arrows choose, Enter opens the file or the whole list. */
export function GlobalSearch() {
  const t = useMessages()
  const id = useId()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const settled = useSettled(text.trim())
  const long = settled.length >= 2
  const found = useQuery({
    ...listQueryOf(listChildren, { body: { q: settled, size: SHOWN } }),
    enabled: long,
    gcTime: 60_000,
  })
  const rows = useDeferredValue(long ? (found.data?.rows ?? []) : [])
  const total = found.data?.total ?? 0

  const openFile = (row: ChildRow) => {
    setOpen(false)
    setText('')
    input.current?.blur()
    navigate({ to: '/children/$child', params: { child: row.id } })
  }
  const openList = () => {
    setOpen(false)
    searchFor(text.trim())
    setText('')
    navigate({ to: '/children', search: {} })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the typing of pinyin belongs to the input method.
    if (event.nativeEvent.isComposing) return
    const last = rows.length - (total > rows.length ? 0 : 1)
    if (event.key === 'ArrowDown') setActive((n) => (n >= last ? 0 : n + 1))
    else if (event.key === 'ArrowUp') setActive((n) => (n <= 0 ? last : n - 1))
    else if (event.key === 'Escape') setOpen(false)
    else if (event.key === 'Enter' && text.trim().length >= 2) {
      const row = rows[active]
      if (row) openFile(row)
      else if (rows.length === 1 && settled === text.trim()) openFile(rows[0]!)
      else openList()
    } else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to the browsers of older offices
    <div
      className="search"
      role="search"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <SearchOutlined aria-hidden />
      <input
        ref={input}
        type="text"
        role="combobox"
        name="child-search"
        aria-label={t.shell.searchShort}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={t.shell.search}
        title={t.shell.search}
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value)
          setActive(-1)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="search-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={t.shell.searchShort}
        hidden={!open || !text.trim()}
      >
        {rows.map((row, n) => (
          <Suggestion
            key={row.id}
            id={`${id}-${n}`}
            row={row}
            active={n === active}
            onChoose={() => openFile(row)}
          />
        ))}
        {total > rows.length && long && (
          <div
            id={`${id}-${rows.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={active === rows.length}
            className="search-all"
            onMouseDown={openList}
          >
            {t.shell.searchAll(total)}
          </div>
        )}
        {rows.length === 0 && (
          <div className="search-note" role="option" aria-selected={false} aria-disabled tabIndex={-1}>
            {!long
              ? t.shell.searchHint
              : found.error
                ? failureText(found.error, t)
                : found.isFetching
                  ? t.common.loading
                  : t.shell.searchNone}
          </div>
        )}
      </div>
    </div>
  )
}
