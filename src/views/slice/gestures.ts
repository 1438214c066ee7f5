/**
 * Pan, wheel, pinch and double click by d3-zoom. Each gesture is read relative to the viewport in which it began, so that
 * no large translation builds up in a deep zoom. The page stays scrollable: where it can scroll, the wheel zooms with Ctrl
 * (or ⌘) or once the view has the focus, and one finger scrolls while two move the picture.
 */
import { type D3ZoomEvent, select, zoom, zoomIdentity } from 'd3';
import { type GestureHost, onHandle } from './gestureHost';
import { applyTransform } from './viewport';

const pageScrolls = (): boolean => document.documentElement.scrollHeight > window.innerHeight + 1;

const zoomKey = (event: WheelEvent): boolean => event.ctrlKey || event.metaKey;

function accepts(event: Event, host: GestureHost): boolean {
  if (event.type === 'wheel') {
    if (zoomKey(event as WheelEvent) || host.isActive() || !pageScrolls()) return true;
    host.onRefusedWheel();
    return false;
  }
  if (onHandle(event)) return false;
  if (event.type === 'touchstart') return (event as TouchEvent).touches.length > 1 || !pageScrolls();
  return !(event as MouseEvent).ctrlKey && !(event as MouseEvent).button;
}

/** A notch of a wheel zooms by about a fifth; the small steps of a pinch on a trackpad (sent with Ctrl) by more. */
function wheelDelta(event: WheelEvent): number {
  const unit = event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002;
  const pinch = event.ctrlKey && Math.abs(event.deltaY) < 40;
  return -event.deltaY * unit * (pinch ? 8 : 1.4);
}

/** Listens on `stage`. Returns the way to stop. */
export function listenForGestures(stage: HTMLElement, host: GestureHost): () => void {
  let base = host.viewport();
  let running = false;
  let held = false;
  const behaviour = zoom<HTMLElement, unknown>()
    .filter((event: Event) => accepts(event, host))
    .wheelDelta(wheelDelta)
    .clickDistance(4)
    .duration(matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200)
    .extent(() => [
      [0, 0],
      [host.pane().width, host.pane().height],
    ]);
  const settleLimits = (): void => {
    if (running) return;
    base = host.viewport();
    const [least, most] = host.limits();
    behaviour.scaleExtent([base.span / most, base.span / least]);
  };
  behaviour
    .on('start', ({ sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      running = true;
      held = sourceEvent instanceof Event && ['mousedown', 'touchstart'].includes(sourceEvent.type);
      if (held) host.onHold(true);
      stage.classList.add('moving');
    })
    .on('zoom', ({ transform }: D3ZoomEvent<HTMLElement, unknown>) =>
      host.onViewport(applyTransform(base, host.pane(), transform)),
    )
    .on('end', () => {
      running = false;
      if (held) host.onHold(false);
      stage.classList.remove('moving');
      select(stage).property('__zoom', zoomIdentity);
    });
  // Before d3-zoom's own listeners: a gesture starts from the viewport in force.
  const events = ['wheel', 'mousedown', 'dblclick', 'touchstart'] as const;
  for (const name of events) stage.addEventListener(name, settleLimits, { capture: true, passive: true });
  select(stage).call(behaviour);
  return () => {
    select(stage).on('.zoom', null);
    for (const name of events) stage.removeEventListener(name, settleLimits, { capture: true });
  };
}
