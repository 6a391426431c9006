import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import type { AreaItem } from '#domain/area/area-api.ts'

type Props = {
  id?: string
  areas: readonly AreaItem[]
  value: string | undefined
  /** Levels that can be chosen; the others only open. */
  levels: readonly number[]
  placeholder?: string
  allowClear?: boolean
  'aria-label'?: string
  onChange(code: string | undefined): void
}
type Node = { value: string; title: string; selectable: boolean; children?: Node[] }

function tree(areas: readonly AreaItem[], levels: readonly number[]): Node[] {
  const deepest = Math.max(...levels)
  const here = areas.filter((area) => area.until === null && area.level <= deepest)
  const known = new Set(here.map((area) => area.code))
  const byParent = Map.groupBy(here, (area) => (area.parent && known.has(area.parent) ? area.parent : ''))
  const nodes = (parent: string): Node[] =>
    (byParent.get(parent) ?? []).map(({ code, shortName, level }) => ({
      value: code,
      title: shortName,
      selectable: levels.includes(level),
      children: nodes(code),
    }))
  return nodes('')
}

/** A township or village, found in the tree or by typing a part of its name. */
export function AreaSelect({ areas, levels, onChange, ...rest }: Props) {
  const treeData = useMemo(() => tree(areas, levels), [areas, levels])
  const top = treeData.length === 1 ? [treeData[0]!.value] : []
  return (
    <TreeSelect
      {...rest}
      className="area-select"
      treeData={treeData}
      treeDefaultExpandedKeys={top}
      showSearch={{ treeNodeFilterProp: 'title' }}
      onChange={(code: string | undefined) => onChange(code)}
    />
  )
}
