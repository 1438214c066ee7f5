import type { ReactElement, ReactNode } from 'react';

interface ToggleProps {
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}

/** On or off: a native checkbox drawn as a switch. */
export function Toggle({ checked, onChange, children, disabled = false }: ToggleProps): ReactElement {
  return (
    <label className="toggle">
      <span>{children}</span>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
