import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

type NativeButton = Omit<ComponentProps<'button'>, 'className' | 'type'>;

interface ButtonProps extends NativeButton {
  readonly kind?: 'plain' | 'primary' | 'quiet';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A button with words, and an icon before them when named. */
export function Button({ kind = 'plain', icon, children, ...rest }: ButtonProps): ReactElement {
  return (
    <button type="button" className={`button ${kind}`} {...rest}>
      {icon && <Icon name={icon} />}
      <span className="button-text">{children}</span>
    </button>
  );
}

interface IconButtonProps extends NativeButton {
  readonly icon: IconName;
  /** Read out and shown as the tooltip. */
  readonly label: string;
  readonly kind?: 'quiet' | 'round';
}

/** A button with an icon alone; its label is its name and its tooltip. */
export function IconButton({ icon, label, kind = 'quiet', ...rest }: IconButtonProps): ReactElement {
  return (
    <button type="button" className={`icon-button ${kind}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={kind === 'round' ? 18 : 16} />
    </button>
  );
}
