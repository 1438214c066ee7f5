import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { layerNumber, layoutOf } from '../names';
import { FIRST_LAYER, MAX_STYLES } from './edgeLines';
import { lineStyles } from './painter';
import { useSlowly } from './useSlowly';

const networkOf = (state: LensStore) => state.session.network;
const upToLayerOf = (state: LensStore) => state.lens.upToLayer;

const LINES = lineStyles(40, true);
// With more layers than this, each is named by its number alone.
const ROOMY = 4;

/** A sample of how a layer's boundaries are drawn. */
function LineSample({ depth }: { depth: number }): ReactElement {
  const style = Math.min(MAX_STYLES - 1, FIRST_LAYER + depth);
  return (
    <svg className="slice-sample" width="14" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="14"
        y1="4"
        y2="4"
        strokeWidth={1.5 * (LINES[2 * style] ?? 1)}
        strokeOpacity={LINES[2 * style + 1]}
      />
    </svg>
  );
}

/** Key of the layers' lines; choosing one cuts only by the layers up to it, choosing it again by all. */
export function LayerKey({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const network = useSlowly(store, networkOf);
  const upTo = useSlowly(store, upToLayerOf);
  const gated = layoutOf(network).gated.map((each) => ({ layer: layerNumber(network, each.layer) }));
  const last = gated[gated.length - 1]?.layer;
  if (last === undefined) return null;
  const limit = upTo ?? last;
  const choose = (layer: number): void =>
    store.getState().actions.setUpToLayer(layer === last || layer === upTo ? null : layer);
  return (
    <fieldset className={`slice-chip slice-layers ${gated.length > ROOMY ? 'many' : ''}`}>
      <legend className="visually-hidden">Cut by layers up to</legend>
      {gated.map(({ layer }, depth) => (
        <button
          key={layer}
          type="button"
          className={layer > limit ? 'off' : layer === upTo ? 'limit' : ''}
          aria-pressed={layer === limit}
          title={layer === last ? 'Cut by all layers' : `Cut only by layers up to ${layer}`}
          onClick={() => choose(layer)}
        >
          <LineSample depth={depth} />
          <span className="word">layer&nbsp;</span>
          {layer}
        </button>
      ))}
    </fieldset>
  );
}
