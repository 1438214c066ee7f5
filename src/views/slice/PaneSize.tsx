import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { providePane } from '../../state/panes';
import { watchPixelRatio } from '../../ui/pixelRatio';
import type { LensStoreApi } from '../live';
import type { Pane } from './viewport';

/** As sharp as the painters are. */
const MOST_RATIO = 3;

const ratio = (): number => Math.min(MOST_RATIO, window.devicePixelRatio || 1);

interface PaneSizeProps {
  readonly store: LensStoreApi;
  readonly pane: RefObject<Pane>;
}

/** Tells the fields of a slice how many pixels there are to compute. Shows nothing. */
export function PaneSize({ store, pane }: PaneSizeProps): ReactElement {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const stage = mark.current?.closest('.slice-view')?.querySelector('.slice-stage');
    providePane(store, {
      size: () => [Math.round(pane.current.width * ratio()), Math.round(pane.current.height * ratio())],
      watch: (onChange) => {
        // The first call of an observer tells of no change.
        let known = false;
        const resize = new ResizeObserver(() => {
          if (known) onChange();
          known = true;
        });
        if (stage) resize.observe(stage);
        const stop = watchPixelRatio(onChange);
        return () => {
          resize.disconnect();
          stop();
        };
      },
    });
  }, [store, pane]);
  return <span ref={mark} hidden />;
}
