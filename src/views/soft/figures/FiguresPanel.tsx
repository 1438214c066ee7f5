import { lazy, type ReactElement, Suspense, useId, useState } from 'react';
import { FoldButton } from '../../../ui/FoldButton';
import type { LensStoreApi } from '../../live';
import '../../statistics/statistics.css';
import '../../classes/experiment.css';

const SoftFigures = lazy(async () => ({ default: (await import('./SoftFigures')).SoftFigures }));

/** The figures in a line below the slice that unfolds. */
export function FiguresPanel({ store }: { store: LensStoreApi }): ReactElement {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className="experiment" aria-labelledby={`${id}-title`}>
      <div className="statistics-head">
        <h2 id={`${id}-title`}>
          <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
            Splines and cells
          </FoldButton>
        </h2>
      </div>
      <div id={id} className="statistics-body" hidden={!open}>
        {open && (
          <Suspense fallback={null}>
            <SoftFigures store={store} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
