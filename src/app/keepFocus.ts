/**
 * A last net under the focus: what has it may go from the page (undone, done, folded away by something else), and the browser
 * then leaves it on the body, from where Tab begins anew. It goes to the nearest part that is still there instead. Who knows
 * better passes it on before (`ui/passFocus.ts`).
 */
import { focusIsAwaited } from '../ui/passFocus';

const TAKES_FOCUS = 'a[href], button, input, select, textarea, [tabindex="0"]';

/** When it is looked at after a key or a press, in milliseconds: some parts go with an answer of a worker. */
const LOOKS = [50, 400, 1200];

const usable = (node: Element): boolean =>
  node.isConnected && node.getClientRects().length > 0 && !node.matches(':disabled');

const onBody = (): boolean => document.activeElement === null || document.activeElement === document.body;

function ancestors(node: Element): Element[] {
  const found: Element[] = [];
  for (let part: Element | null = node; part && part !== document.body; part = part.parentElement) found.push(part);
  return found;
}

/** The first control of the nearest ancestor that still has one. */
function heir(lineage: readonly Element[]): HTMLElement | null {
  for (const part of lineage) {
    if (!part.isConnected) continue;
    const control = [...part.querySelectorAll<HTMLElement>(TAKES_FOCUS)].find(usable);
    if (control) return control;
  }
  return null;
}

/** Keeps the focus on the page. Returns the way to stop. */
export function keepFocus(): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true, passive: true } as const;
  let lineage: readonly Element[] = [];
  let timers: number[] = [];
  const look = (last: boolean): void => {
    const [owner] = lineage;
    if (!onBody() || !owner || usable(owner) || (!last && focusIsAwaited())) return;
    heir(lineage)?.focus({ preventScroll: true });
  };
  const lookSoon = (): void => {
    for (const timer of timers) window.clearTimeout(timer);
    timers = LOOKS.map((delay, i) => window.setTimeout(() => look(i === LOOKS.length - 1), delay));
  };
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof Element) lineage = ancestors(target);
    },
    options,
  );
  // A press beside all controls takes the focus from one that is still there: that is meant.
  document.addEventListener(
    'pointerdown',
    () =>
      window.setTimeout(() => {
        if (onBody() && lineage[0] && usable(lineage[0])) lineage = [];
      }),
    options,
  );
  for (const name of ['keydown', 'click'] as const) document.addEventListener(name, lookSoon, options);
  return () => {
    stop.abort();
    for (const timer of timers) window.clearTimeout(timer);
  };
}
