import type { ReactElement, ReactNode } from 'react';
import { Popover } from './Popover';

/** A round “?” that explains the term it stands beside. */
export function Help({ term, children }: { term: string; children: ReactNode }): ReactElement {
  return (
    <Popover
      label={term}
      className="help"
      button={(props) => (
        <button type="button" className="help-button" aria-label={`What is: ${term}?`} {...props}>
          ?
        </button>
      )}
    >
      <h3>{term}</h3>
      {children}
    </Popover>
  );
}
