import type { ReactElement } from 'react';

/** The first stop of the Tab key. A button, since the address's fragment holds the state and cannot name a place. */
export function SkipLink(): ReactElement {
  return (
    <button
      type="button"
      className="skip-link"
      onClick={() => document.querySelector<HTMLElement>('.stage :is([tabindex="0"], button, input)')?.focus()}
    >
      Skip to the slice
    </button>
  );
}
