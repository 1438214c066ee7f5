import type { ReactElement, ReactNode } from 'react';
import { Icon } from './Icon';
import './foldButton.css';

interface FoldButtonProps {
  readonly open: boolean;
  /** Id of what is folded away. */
  readonly controls: string;
  readonly onFold: () => void;
  readonly children: ReactNode;
}

/** The heading of what folds away; its chevron shows at rest only where something is hidden. Belongs in a heading. */
export function FoldButton({ open, controls, onFold, children }: FoldButtonProps): ReactElement {
  return (
    <button type="button" className="fold-button" aria-expanded={open} aria-controls={controls} onClick={onFold}>
      {children}
      <Icon name="chevron" size={12} />
    </button>
  );
}
