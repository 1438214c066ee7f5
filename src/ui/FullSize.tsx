import { createContext, type ReactElement, useContext, useEffect, useMemo, useState } from 'react';
import { IconButton } from './Button';
import { isCommonKey } from './commonKeys';

export interface FullSize {
  /** The part of the page that fills the window; null: none. */
  readonly part: string | null;
  readonly choose: (part: string | null) => void;
}

/** Which part fills the window, for the buttons inside the parts. */
export const FullSizeContext = createContext<FullSize>({ part: null, choose: () => undefined });

const TEXT_FIELD = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select';

/** Escape belongs first to what is open above the page's parts, and to a field that is being typed in. */
export function escapeIsTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  const typing = target instanceof Element && target.matches(TEXT_FIELD);
  return event.defaultPrevented || typing || document.querySelector(':popover-open, dialog[open]') !== null;
}

/** The state behind FullSizeContext. Escape leads back; the page then stands where it was scrolled to. */
export function useFullSize(): FullSize {
  const [part, setPart] = useState<string | null>(null);
  useEffect(() => {
    if (part === null) return;
    const top = window.scrollY;
    const leave = (event: KeyboardEvent): void => {
      if (isCommonKey('leave', event) && !escapeIsTaken(event)) setPart(null);
    };
    document.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('keydown', leave);
      window.scrollTo({ top, behavior: 'instant' });
    };
  }, [part]);
  return useMemo(() => ({ part, choose: setPart }), [part]);
}

interface FullSizeButtonProps {
  readonly part: string;
  /** What fills the window: `the inspector`. */
  readonly name: string;
}

/** Makes its part fill the window, and leads back. It stays the same node, so that the focus stays on it. */
export function FullSizeButton({ part, name }: FullSizeButtonProps): ReactElement {
  const { part: full, choose } = useContext(FullSizeContext);
  const on = full === part;
  return (
    <IconButton
      icon={on ? 'shrink' : 'expand'}
      label={on ? 'Back to the whole page (Escape)' : `Full size: ${name}`}
      data-full-size={part}
      onClick={() => choose(on ? null : part)}
    />
  );
}
