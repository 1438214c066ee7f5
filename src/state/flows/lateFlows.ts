/** Flows that only hidden spaces and clamps need, loaded with the first of them. */
import type { Context } from '../context';
import type { LensStore } from '../types';

const needed = ({ lens }: LensStore): boolean => lens.space > 0 || lens.clamps.length > 0;

/** Returns the way to stop. */
export function startLateFlows(context: Context): () => void {
  let stops: (() => void)[] = [];
  let stopped = false;
  const load = async (): Promise<void> => {
    unsubscribe();
    const [former, hidden] = await Promise.all([import('./formerFlow'), import('./hiddenDataFlow')]);
    if (!stopped) stops = [former.startFormerFlow(context), hidden.startHiddenDataFlow(context)];
  };
  const unsubscribe = context.store.subscribe(needed, (now) => {
    if (!now) return;
    context.activity.begin('former');
    load().then(
      () => {
        if (context.store.getState().lens.clamps.length === 0) context.activity.end('former');
      },
      (error: unknown) => {
        context.activity.end('former');
        context.notify('error', `A part of the page could not be loaded: ${String(error)}`);
      },
    );
  });
  return () => {
    stopped = true;
    unsubscribe();
    for (const stop of stops) stop();
  };
}
