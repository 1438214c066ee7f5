import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';

interface PopoverProps {
  /** Attributes for the button that opens it. */
  readonly button: (props: { popoverTarget: string; 'aria-haspopup'?: 'dialog' }) => ReactNode;
  readonly className?: string;
  readonly label: string;
  /** Called when it opens and when it closes; what is built at the opening is in place before the box is placed. */
  readonly onOpen?: (open: boolean) => void;
  readonly children: ReactNode;
}

const MARGIN = 8;

/** Puts the box below the button that opened it, or above where there is no room, inside the window. */
function place(box: HTMLElement, anchor: Element): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(MARGIN, Math.min(from.right - width, window.innerWidth - width - MARGIN));
  const below = from.bottom + 6;
  const top = below + height + MARGIN > window.innerHeight ? Math.max(MARGIN, from.top - height - 6) : below;
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/** Keeps an open box in its place while its size changes. Returns the way to stop. */
function keepPlaced(box: HTMLElement, anchor: Element): () => void {
  const observer = new ResizeObserver(() => place(box, anchor));
  observer.observe(box);
  return () => observer.disconnect();
}

/** A light-dismissed box on the native popover (Escape and a press outside close it). */
export function Popover({ button, className = '', label, onOpen, children }: PopoverProps): ReactElement {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return (
    <>
      {button({ popoverTarget: id })}
      <div
        id={id}
        ref={box}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={`popover ${className}`}
        onBeforeToggle={(event) => onOpen?.(event.newState === 'open')}
        onToggle={(event) => {
          const anchor = document.querySelector(`[popovertarget="${id}"]`);
          stop.current?.();
          stop.current = null;
          if (event.newState !== 'open' || !box.current || !anchor) return;
          place(box.current, anchor);
          stop.current = keepPlaced(box.current, anchor);
        }}
      >
        {children}
      </div>
    </>
  );
}
