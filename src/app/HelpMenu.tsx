import { lazy, type ReactElement, Suspense, useCallback, useRef, useState } from 'react';
import { Button, IconButton } from '../ui/Button';
import { ariaKeys } from '../ui/keys';
import { Popover } from '../ui/Popover';
import { recall, remember } from '../ui/remembered';
import { keysOf, withKey } from '../views/shortcuts';

const Tour = lazy(async () => ({ default: (await import('../views/help/Tour')).Tour }));
const Glossary = lazy(async () => ({ default: (await import('../views/help/Glossary')).Glossary }));

const TOUR = 'tour';

interface HelpMenuProps {
  /** Brings a panel in sight for the tour. */
  readonly onShow: (side: 'left' | 'right' | null) => void;
  /** Opens the list of keys. */
  readonly onKeys: () => void;
}

/** The tour, the terms and the guide. A first visit is offered the tour; it never begins by itself. */
export function HelpMenu({ onShow, onKeys }: HelpMenuProps): ReactElement {
  const [open, setOpen] = useState<'tour' | 'terms' | null>(null);
  const [offered, setOffered] = useState(() => recall(TOUR) === null);
  const menu = useRef<HTMLDivElement>(null);
  const close = (): void => menu.current?.closest<HTMLElement>('[popover]')?.hidePopover();
  const choose = (what: 'tour' | 'terms'): void => {
    close();
    setOpen(what);
  };
  const leaveTour = useCallback((): void => {
    remember(TOUR, 'seen');
    setOffered(false);
    setOpen(null);
    document.querySelector<HTMLElement>('[data-help-menu]')?.focus();
  }, []);
  return (
    <>
      {offered && (
        <span className="tour-offer">
          <Button kind="quiet" onClick={() => choose('tour')}>
            Take the tour
          </Button>
        </span>
      )}
      <Popover
        label="Help"
        className="menu"
        button={(props) => <IconButton icon="help" label="Help" data-help-menu="" {...props} />}
      >
        <div ref={menu}>
          <button type="button" className="menu-item" onClick={() => choose('tour')}>
            <span>Tour</span>
            <span className="soft">six steps around the page</span>
          </button>
          <a className="menu-item" href="./guide.html" target="_blank" rel="noopener">
            <span>Guide</span>
            <span className="soft">the polytope lens in eight short chapters</span>
          </a>
          <button type="button" className="menu-item" onClick={() => choose('terms')}>
            <span>Terms</span>
            <span className="soft">every word and formula of the page</span>
          </button>
          <button
            type="button"
            className="menu-item"
            aria-keyshortcuts={ariaKeys(keysOf('page', 'help'))}
            onClick={() => {
              close();
              onKeys();
            }}
          >
            <span>{withKey('Keys', 'page', 'help')}</span>
            <span className="soft">what the keyboard does</span>
          </button>
        </div>
      </Popover>
      <Suspense fallback={null}>
        {open === 'tour' && <Tour onShow={onShow} onLeave={leaveTour} />}
        {open === 'terms' && <Glossary onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
