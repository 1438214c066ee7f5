import { type RefObject, useEffect, useId, useRef } from 'react';
import type { LensStoreApi } from '../live';
import type { Stage, StageOptions } from './stageHost';
import { useScale } from './useScale';
import { useThemeOf } from './useTheme';
import type { ChipsProps } from './ViewChips';
import type { Pane } from './viewport';

/**
 * Keeps a drawing in an element. `create` must be the same function as long as the drawing is to stay. Returns the element's
 * ref, the id that the describing text must have, and what the chips in the corners need.
 */
export function useStage(
  store: LensStoreApi,
  create: (host: HTMLElement, options: StageOptions) => Stage,
): { readonly host: RefObject<HTMLDivElement | null>; readonly summaryId: string; readonly chips: ChipsProps } {
  const host = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>({ width: 1, height: 1 });
  const readout = useRef<(lines: readonly string[]) => void>(() => undefined);
  const [scale, onScale] = useScale();
  const summaryId = useId();
  const theme = useThemeOf(host);
  useEffect(() => {
    if (!host.current) return;
    const stage = create(host.current, {
      store,
      summaryId,
      onScale,
      onReadout: (lines) => readout.current(lines),
      onPane: (size) => {
        pane.current = size;
      },
    });
    return () => stage.destroy();
  }, [store, summaryId, create, onScale]);
  return { host, summaryId, chips: { store, pane, readout, scale, theme } };
}
