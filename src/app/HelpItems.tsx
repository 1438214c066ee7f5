import type { ReactElement } from 'react';
import { ariaKeys } from '../ui/keys';
import { keysOf, withKey } from '../views/shortcuts';

interface HelpItemsProps {
  readonly onTour: () => void;
  readonly onTerms: () => void;
  readonly onKeys: () => void;
}

/** What the menu of help holds: the tour, the guide, the terms and the keys. */
export function HelpItems({ onTour, onTerms, onKeys }: HelpItemsProps): ReactElement {
  return (
    <>
      <button type="button" className="menu-item" onClick={onTour}>
        <span>Tour</span>
        <span className="soft">six steps around the page</span>
      </button>
      <a className="menu-item" href="./guide.html" target="_blank" rel="noopener">
        <span>Guide</span>
        <span className="soft">the polytope lens in nine short chapters</span>
      </a>
      <button type="button" className="menu-item" onClick={onTerms}>
        <span>Terms</span>
        <span className="soft">every word and formula of the page</span>
      </button>
      <button type="button" className="menu-item" aria-keyshortcuts={ariaKeys(keysOf('page', 'help'))} onClick={onKeys}>
        <span>{withKey('Keys', 'page', 'help')}</span>
        <span className="soft">what the keyboard does</span>
      </button>
    </>
  );
}
