import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { GatedLayer, Network } from '../../core/network';
import type { LensStore } from '../../state/types';
import { layerNumber, layoutOf } from '../names';
import { FIRST_LAYER, MAX_STYLES } from './edgeLines';
import { lineStyles } from './painter';
import { useSlowly } from './useSlowly';

const networkOf = (state: LensStore) => state.session.network;
const upToLayerOf = (state: LensStore) => state.lens.upToLayer;
const hiddenOf = (state: LensStore) => state.lens.hiddenLayers;

const LINES = lineStyles(40, true);
// With more layers than this, each is named by its number alone.
const ROOMY = 4;

/** With more layers than this their nodes' names are said, and not shown. */
const MOST_NAMED = 8;

/** What the layers of a graph are called: by their nodes, with a number where several layers come of one. */
function layerNames(gated: readonly GatedLayer[], network: Network): readonly (string | null)[] {
  const seen = new Map<string, number>();
  const nodes = gated.map(({ source }) => source?.node ?? null);
  return nodes.map((node) => {
    if (node === null || !network.graph) return null;
    const turn = (seen.get(node) ?? 0) + 1;
    seen.set(node, turn);
    return nodes.filter((other) => other === node).length > 1 ? `${node} · ${turn}` : node;
  });
}

interface LayerItemProps {
  readonly layer: number;
  /** Of its node; null where it has none. */
  readonly name: string | null;
  /** Whether there is room for the name. */
  readonly named: boolean;
  /** Place among the gated layers. */
  readonly depth: number;
  readonly last: boolean;
  readonly state: 'cut' | 'limit' | 'off';
  readonly pressed: boolean;
  readonly hidden: boolean;
  readonly onCut: () => void;
  readonly onHide: () => void;
}

/** A sample of how a layer's edges are drawn; pressing it leaves them undrawn. */
function LineButton({ layer, name, depth, state, hidden, onHide }: LayerItemProps): ReactElement {
  const style = Math.min(MAX_STYLES - 1, FIRST_LAYER + depth);
  const title =
    state === 'off'
      ? `Layer ${layer} is not cut`
      : `${hidden ? 'Draw' : 'Hide'} the edges of layer ${layer}${name === null ? '' : ` (${name})`}`;
  return (
    <button
      type="button"
      className="line"
      aria-pressed={!hidden}
      aria-label={`Edges of layer ${layer} drawn`}
      title={title}
      disabled={state === 'off'}
      onClick={onHide}
    >
      <svg className="slice-sample" width="14" height="8" aria-hidden="true">
        <line
          x1="0"
          x2="14"
          y1="4"
          y2="4"
          strokeWidth={1.5 * (LINES[2 * style] ?? 1)}
          strokeOpacity={LINES[2 * style + 1]}
          strokeDasharray={hidden ? '1.5 4' : undefined}
        />
      </svg>
    </button>
  );
}

function LayerItem(props: LayerItemProps): ReactElement {
  const { layer, name, named, last, state, pressed, onCut } = props;
  const whose = name === null ? '' : ` (${name})`;
  return (
    <span className={`slice-layer-item ${state} ${props.hidden ? 'hidden-edges' : ''}`}>
      <LineButton {...props} />
      <button
        type="button"
        aria-pressed={pressed}
        aria-label={`Cut up to layer ${layer}${named ? whose : ''}`}
        title={last ? `Cut by all layers${whose}` : `Cut only by layers up to ${layer}${whose}`}
        onClick={onCut}
      >
        {named && name !== null ? (
          <span className="slice-layer-name">{name}</span>
        ) : (
          <>
            <span className="word">layer </span> {layer}
          </>
        )}
      </button>
    </span>
  );
}

/**
 * Key of the layers' lines. Choosing a layer cuts only by the layers up to it, choosing it again by all; its line sample
 * switches the drawing of its edges.
 */
export function LayerKey({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const network = useSlowly(store, networkOf);
  const upTo = useStore(store, upToLayerOf);
  const hidden = useStore(store, hiddenOf);
  const layout = layoutOf(network);
  const names = layerNames(layout.gated, network);
  const gated = layout.gated.map((each) => ({ layer: layerNumber(network, each.layer) }));
  const last = gated[gated.length - 1]?.layer;
  if (last === undefined) return null;
  const limit = upTo ?? last;
  const { setUpToLayer, setHiddenLayers } = store.getState().actions;
  const stateOf = (layer: number): LayerItemProps['state'] => {
    if (layer > limit) return 'off';
    return layer === upTo ? 'limit' : 'cut';
  };
  return (
    <fieldset className={`slice-chip slice-layers ${gated.length > ROOMY ? 'many' : ''}`}>
      <legend className="visually-hidden">Layers: whose edges are drawn, and up to which the plane is cut</legend>
      {gated.map(({ layer }, depth) => (
        <LayerItem
          key={layer}
          layer={layer}
          name={names[depth] ?? null}
          named={gated.length <= MOST_NAMED}
          depth={depth}
          last={layer === last}
          state={stateOf(layer)}
          pressed={layer === limit}
          hidden={hidden.includes(layer)}
          onCut={() => setUpToLayer(layer === last || layer === upTo ? null : layer)}
          onHide={() =>
            setHiddenLayers(hidden.includes(layer) ? hidden.filter((other) => other !== layer) : [...hidden, layer])
          }
        />
      ))}
    </fieldset>
  );
}
