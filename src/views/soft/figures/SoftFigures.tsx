import type { ReactElement } from 'react';
import type { LensStoreApi } from '../../live';
import { ActivationFigure } from './ActivationFigure';
import { CellsFigure } from './CellsFigure';
import './figures.css';

/** Splines and cells: one activation with its gate, and the first layer as a vector quantiser. */
export function SoftFigures({ store }: { store: LensStoreApi }): ReactElement {
  return (
    <div className="soft-figures">
      <div className="soft-figures-row">
        <ActivationFigure store={store} />
        <CellsFigure store={store} />
      </div>
    </div>
  );
}
