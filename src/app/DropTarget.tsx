import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { LensStoreApi } from '../views/live';
import { openLater } from './openLater';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on the page, and says so while one is held over it. */
export function DropTarget({ store }: { store: LensStoreApi }): ReactElement | null {
  const [over, setOver] = useState(false);
  // Enter and leave come for every element below the pointer: only their balance tells when it leaves the page.
  const depth = useRef(0);
  useEffect(() => {
    const change = (by: number) => (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = Math.max(0, depth.current + by);
      setOver(depth.current > 0);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void openLater(event.dataTransfer?.files ?? [], store.getState().actions);
    };
    const listeners = { dragenter: change(1), dragover: change(0), dragleave: change(-1), drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name as 'drop', listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name as 'drop', listener);
    };
  }, [store]);
  if (!over) return null;
  return <div className="drop-cover">Drop a network, a lens file, points or pictures</div>;
}
