import { lazy, type ReactElement, Suspense, useCallback, useRef, useState } from 'react';
import { Button, IconButton } from '../ui/Button';
import { Popover } from '../ui/Popover';
import { recall, remember } from '../ui/remembered';

const HelpItems = lazy(async () => ({ default: (await import('./HelpItems')).HelpItems }));
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
  const [near, setNear] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  // Its items are there when the menu opens.
  const come = (): void => setNear(true);
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
        onOpen={(opened) => opened && setNear(true)}
        button={(props) => (
          <IconButton icon="help" label="Help" data-help-menu="" {...props} onPointerEnter={come} onFocus={come} />
        )}
      >
        <div ref={menu}>
          <Suspense fallback={<p className="soft menu-item">Loading …</p>}>
            {near && (
              <HelpItems
                onTour={() => choose('tour')}
                onTerms={() => choose('terms')}
                onKeys={() => {
                  close();
                  onKeys();
                }}
              />
            )}
          </Suspense>
        </div>
      </Popover>
      <Suspense fallback={null}>
        {open === 'tour' && <Tour onShow={onShow} onLeave={leaveTour} />}
        {open === 'terms' && <Glossary onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
