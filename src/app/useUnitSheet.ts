import { useEffect, useRef } from 'react';
import { unfold } from '../ui/unfold';
import type { LensStoreApi } from '../views/live';
import type { Sheet } from './SheetChoice';

const isPhone = (): boolean => matchMedia('(max-width: 600px)').matches;

/** On a phone a unit that is chosen in the spline code brings up the sheet that its panel is on, and the panel with it. */
export function useUnitSheet(store: LensStoreApi, sheet: Sheet, onSheet: (sheet: Sheet) => void): void {
  const chosen = useRef(false);
  useEffect(() => {
    if (sheet !== 'inspector') return;
    return store.subscribe(({ session, lens }, former) => {
      const { selectedUnit } = session;
      if (!selectedUnit || selectedUnit === former.session.selectedUnit || !isPhone()) return;
      if (lens.layout.hide.includes('network')) return;
      chosen.current = true;
      onSheet('setup');
    });
  }, [store, sheet, onSheet]);
  useEffect(() => {
    if (!chosen.current || sheet !== 'setup') return;
    chosen.current = false;
    const choice = document.querySelector('.setup .unit-choice');
    const section = choice?.closest('.section') ?? null;
    unfold(section);
    // What had the focus is hidden now. Microtasks are in order: React lays the unfolded section out in one.
    queueMicrotask(() => choice?.querySelector('select')?.focus({ preventScroll: true }));
    // Panels above it take their heights by the next frame.
    const show = (): void => section?.scrollIntoView({ block: 'start', behavior: 'instant' });
    const frame = requestAnimationFrame(() => requestAnimationFrame(show));
    return () => cancelAnimationFrame(frame);
  }, [sheet]);
}
