import { Button, type ButtonProps, Tooltip } from 'antd'

/**
 * A button that says why it cannot be used now. It stays focusable (aria-disabled instead of disabled),
 * so that the reason reaches people with a keyboard or a screen reader too.
 */
export function ReasonedButton({
  unless,
  onClick,
  ...props
}: ButtonProps & { unless?: string | false | null }) {
  if (!unless) return <Button {...props} onClick={onClick} />
  return (
    <Tooltip title={unless}>
      <Button
        {...props}
        danger={false}
        type={props.type === 'primary' ? 'default' : props.type}
        aria-disabled
        className="reasoned-off"
      />
    </Tooltip>
  )
}
