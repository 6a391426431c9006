import { Button, type ButtonProps, Tooltip } from 'antd'

/**
 * A button that says why it cannot be used now. It stays focusable (aria-disabled instead of disabled),
 * so that the reason reaches people with a keyboard or a screen reader too, and it stays the same button
 * when the reason comes or goes, so that whoever is on it does not lose the focus.
 */
export function ReasonedButton({ unless, ...props }: ButtonProps & { unless?: string | false | null }) {
  const off: ButtonProps = {
    danger: false,
    type: props.type === 'primary' ? 'default' : props.type,
    'aria-disabled': true,
    className: 'reasoned-off',
    onClick: undefined,
  }
  return (
    <Tooltip title={unless || undefined}>
      <Button {...props} {...(unless && off)} />
    </Tooltip>
  )
}
