import { Tree } from 'antd'
import { useMemo } from 'react'
import type { AreaItem } from '#domain/area/area-api.ts'
import { useMessages } from '#web/messages/language.tsx'

type Props = {
  areas: readonly AreaItem[]
  open: boolean
  chosen: string | undefined
  onChoose(code: string): void
}
type Node = { key: string; title: string; className?: string; children: Node[] }

function nodesOf(areas: readonly AreaItem[], ended: string): Node[] {
  const known = new Set(areas.map((area) => area.code))
  const byParent = Map.groupBy(areas, (area) => (area.parent && known.has(area.parent) ? area.parent : ''))
  const under = (parent: string): Node[] =>
    (byParent.get(parent) ?? []).map(({ code, shortName, until }) => ({
      key: code,
      title: until ? `${shortName}(${ended})` : shortName,
      className: until ? 'area-ended' : undefined,
      children: under(code),
    }))
  return under('')
}

export function AreaTree({ areas, open, chosen, onChoose }: Props) {
  const t = useMessages()
  const nodes = useMemo(() => nodesOf(areas, t.areas.ended), [areas, t])
  const top = nodes.length === 1 ? [nodes[0]!.key] : []
  return (
    <Tree
      // A search opens what it found; a new key makes the tree take that over.
      key={open ? areas.length : 'all'}
      treeData={nodes}
      defaultExpandAll={open}
      defaultExpandedKeys={top}
      height={560}
      selectedKeys={chosen ? [chosen] : []}
      onSelect={([code]) => code !== undefined && onChoose(String(code))}
    />
  )
}
