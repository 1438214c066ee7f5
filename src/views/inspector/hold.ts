/** A long press of a finger, as not every browser makes a context menu of it. */

/** Milliseconds that a finger rests before it holds, and pixels that it may move meanwhile. */
const PATIENCE = 500;
const SLACK = 10;
/** Milliseconds after the lifting within which a click follows where one does. */
const CLICK = 150;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly timer: number;
}

/**
 * Calls `open` with what was held after the finger has lifted and clicked, where it clicks: a popover that opened before
 * would be closed by that. The click itself is dropped. Returns whether a finger is down; a context menu that comes then counts as a hold.
 */
export function watchHold(host: HTMLElement, open: (target: EventTarget | null) => void): () => boolean {
  let press: Press | null = null;
  let held = false;
  let waiting = 0;
  const openNow = (target: EventTarget | null): void => {
    clearTimeout(waiting);
    waiting = 0;
    open(target);
  };
  const end = (): void => {
    if (press) clearTimeout(press.timer);
    press = null;
  };
  const hold = (): void => {
    held = true;
  };
  host.addEventListener('pointerdown', ({ pointerType, isPrimary, clientX, clientY }) => {
    end();
    held = false;
    if (pointerType === 'touch' && isPrimary)
      press = { x: clientX, y: clientY, timer: window.setTimeout(hold, PATIENCE) };
  });
  host.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (press && !held && Math.hypot(clientX - press.x, clientY - press.y) > SLACK) end();
  });
  host.addEventListener('pointercancel', end);
  host.addEventListener('pointerup', ({ target }) => {
    if (press && held) waiting = window.setTimeout(() => openNow(target), CLICK);
    end();
  });
  // Before the listeners that take a click for a choice.
  host.addEventListener(
    'click',
    (event) => {
      const { target } = event;
      if (held) event.stopImmediatePropagation();
      held = false;
      if (waiting) setTimeout(() => openNow(target));
      clearTimeout(waiting);
    },
    { capture: true },
  );
  return () => {
    if (press) held = true;
    return press !== null;
  };
}
