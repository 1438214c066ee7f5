/** Pointers and fingers on the 3-D view. */

export interface TurnHost {
  /** A drag begins and ends. */
  readonly onHold: (held: boolean) => void;
  /** By so many pixels to the right and down. */
  readonly onTurn: (right: number, down: number) => void;
}

type Place = readonly [x: number, y: number];

const middleOf = ({ touches }: TouchEvent): Place => {
  const points = Array.from(touches);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / points.length;
  return [mean(points.map(({ clientX }) => clientX)), mean(points.map(({ clientY }) => clientY))];
};

/** A mouse or pen turns and tilts. One finger turns: up and down it scrolls the page. Two fingers turn and tilt. */
export function listenForTurns(canvas: HTMLElement, host: TurnHost): void {
  listenForPointer(canvas, host);
  let middle: Place | null = null;
  const begin = (event: TouchEvent): void => {
    if (event.touches.length < 2) return;
    // Else two fingers scroll and zoom the page.
    event.preventDefault();
    if (!middle) host.onHold(true);
    middle = middleOf(event);
  };
  const end = (event: TouchEvent): void => {
    if (!middle || event.touches.length > 1) return;
    middle = null;
    host.onHold(false);
  };
  canvas.addEventListener('touchstart', begin, { passive: false });
  canvas.addEventListener(
    'touchmove',
    (event) => {
      if (!middle || event.touches.length < 2) return;
      event.preventDefault();
      const [x, y] = middleOf(event);
      host.onTurn(x - middle[0], y - middle[1]);
      middle = [x, y];
    },
    { passive: false },
  );
  for (const name of ['touchend', 'touchcancel'] as const) canvas.addEventListener(name, end);
}

/** One pointer that is held; a second finger ends its drag. */
function listenForPointer(canvas: HTMLElement, host: TurnHost): void {
  let held: { readonly id: number; readonly at: Place } | null = null;
  const end = (): void => {
    if (held) host.onHold(false);
    held = null;
  };
  canvas.addEventListener('pointerdown', ({ pointerId, isPrimary, clientX, clientY }) => {
    end();
    if (!isPrimary) return;
    canvas.setPointerCapture(pointerId);
    held = { id: pointerId, at: [clientX, clientY] };
    host.onHold(true);
  });
  canvas.addEventListener('pointermove', ({ pointerId, pointerType, clientX, clientY }) => {
    if (held?.id !== pointerId) return;
    const [x, y] = held.at;
    held = { id: pointerId, at: [clientX, clientY] };
    host.onTurn(clientX - x, pointerType === 'touch' ? 0 : clientY - y);
  });
  canvas.addEventListener('lostpointercapture', ({ pointerId }) => {
    if (held?.id === pointerId) end();
  });
}
