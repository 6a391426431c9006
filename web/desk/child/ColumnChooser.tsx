import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { RELATION } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { CHILD_COLUMNS, columnTitle, DEFAULT_COLUMNS, PARENT_COLUMN_KEYS } from './child-columns.tsx'

type Props = { chosen: readonly string[]; onChoose(keys: readonly string[]): void }

export function ColumnChooser({ chosen, onChoose }: Props) {
  const words = useLanguage()
  const { t, label } = words
  const groups = [
    { title: t.children.childColumns, keys: [...CHILD_COLUMNS.keys()] },
    { title: label(RELATION.father), keys: PARENT_COLUMN_KEYS('father') },
    { title: label(RELATION.mother), keys: PARENT_COLUMN_KEYS('mother') },
  ]
  // The order of the catalogue, whatever the order of the clicks.
  const order = groups.flatMap((group) => group.keys)
  const toggle = (key: string, on: boolean) =>
    onChoose(order.filter((one) => (one === key ? on : chosen.includes(one))))
  const content = (
    <div className="column-chooser">
      {groups.map(({ title, keys }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {keys.map((key) => (
            <Checkbox
              key={key}
              checked={chosen.includes(key)}
              onChange={(event) => toggle(key, event.target.checked)}
            >
              {columnTitle(key, words)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
      <Button size="small" onClick={() => onChoose(DEFAULT_COLUMNS)}>
        {t.children.columnsReset}
      </Button>
    </div>
  )
  return (
    <Popover
      content={content}
      trigger="click"
      placement="bottomRight"
      getPopupContainer={(button) => button.parentElement ?? document.body}
    >
      <Button icon={<SettingOutlined />}>{t.children.columns}</Button>
    </Popover>
  )
}
