import { type ReactElement, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/Button';
import { isCommonKey } from '../../ui/commonKeys';
import { oncePerFrame } from '../../ui/dom';
import { placeBeside } from './tourPlace';
import { type TourStep, tourSteps } from './tourSteps';
import './tour.css';

interface TourProps {
  /** Brings a panel in sight; null: the slice is enough. */
  readonly onShow: (side: TourStep['side']) => void;
  readonly onLeave: () => void;
}

/** What a step points at; the section around it where it is folded away. */
function anchorOf({ anchor }: TourStep): Element | null {
  const node = document.querySelector(anchor);
  return node && node.getClientRects().length === 0 ? (node.closest('.section') ?? node) : node;
}

/** Lays the ring around the anchor and the box beside it. */
function arrange(step: TourStep, ring: HTMLElement, box: HTMLElement): void {
  const rect = anchorOf(step)?.getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  ring.hidden = !rect || rect.width === 0;
  const anchor = rect ?? new DOMRect(room.width / 2, room.height / 2, 0, 0);
  for (const side of ['left', 'top', 'width', 'height'] as const) ring.style[side] = `${anchor[side]}px`;
  const { left, top } = placeBeside(anchor, { width: box.offsetWidth, height: box.offsetHeight }, room);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/** Keeps ring and box where the step points while the page scrolls and changes its size. */
function useArranged(step: TourStep, onShow: TourProps['onShow']) {
  const ring = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    onShow(step.side);
    const again = oncePerFrame(() => ring.current && box.current && arrange(step, ring.current, box.current));
    // After the panel that was asked for is laid out.
    const frame = requestAnimationFrame(() => {
      anchorOf(step)?.scrollIntoView({ block: 'center', behavior: 'instant' });
      again();
    });
    const stop = new AbortController();
    document.addEventListener('scroll', again, { capture: true, passive: true, signal: stop.signal });
    window.addEventListener('resize', again, { signal: stop.signal });
    return () => {
      cancelAnimationFrame(frame);
      again.cancel();
      stop.abort();
    };
  }, [step, onShow]);
  return { ring, box };
}

/** Escape leaves, unless something above the tour has taken it. */
function useEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isCommonKey('leave', event) || event.defaultPrevented) return;
      event.preventDefault();
      leave();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [leave]);
}

/** A few words at real controls, one after the other. It lies over the page without blocking it and can always be left. */
export function Tour({ onShow, onLeave }: TourProps): ReactElement {
  const [at, setAt] = useState(0);
  const layer = useRef<HTMLDivElement>(null);
  const next = useRef<HTMLDivElement>(null);
  const id = useId();
  const step = tourSteps[at] ?? (tourSteps[0] as TourStep);
  const last = at === tourSteps.length - 1;
  const { ring, box } = useArranged(step, onShow);
  useLayoutEffect(() => {
    layer.current?.showPopover();
    next.current?.querySelector<HTMLElement>('button:last-child')?.focus({ preventScroll: true });
  }, []);
  useEscape(onLeave);
  return (
    <div ref={layer} popover="manual" className="tour">
      <div ref={ring} className="tour-ring" />
      <div ref={box} className="tour-box" role="dialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
        <div aria-live="polite">
          <h2 id={`${id}-title`}>{step.title}</h2>
          <p id={`${id}-text`}>{step.text}</p>
        </div>
        <div ref={next} className="tour-foot">
          <span className="num soft">
            {at + 1} of {tourSteps.length}
          </span>
          <IconButton icon="close" label="Leave the tour" onClick={onLeave} />
          <Button kind="quiet" disabled={at === 0} onClick={() => setAt(at - 1)}>
            Back
          </Button>
          <Button kind="primary" onClick={() => (last ? onLeave() : setAt(at + 1))}>
            {last ? 'Done' : 'Next'}
          </Button>
        </div>
      </div>
    </div>
  );
}
