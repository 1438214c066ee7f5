import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { MAX_PATH_VERTICES } from '../../state/limits';
import { selectedInput } from '../../state/slices/points';
import type { LensStore, PathSpec, PathVertex } from '../../state/types';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Select';
import type { LensStoreApi } from '../live';
import { useSlowly } from '../slice/useSlowly';
import { vertexWords } from './pathText';

const DataPicker = lazy(async () => ({ default: (await import('../anchors/DataPicker')).DataPicker }));

/** Milliseconds between two renderings while a vertex is dragged. */
const INTERVAL = 120;

const wordsOf = (state: LensStore): string => {
  const { path } = state.lens;
  return path ? path.vertices.map((vertex) => vertexWords(vertex, state)).join('\n') : '';
};

/**
 * The selected input as a vertex. With two inputs at most it is a point of the slice, to be dragged on; with more it stays the
 * input that it is (painted, typed) when the plane moves on.
 */
const selectedVertex = (state: LensStore): PathVertex =>
  state.session.network.inputSize > 2 ? selectedInput(state) : { kind: 'slice', at: state.lens.point };

interface PathProps {
  readonly store: LensStoreApi;
  readonly path: PathSpec;
}

/** The spaces in which a path can be straight. */
function SpaceChoice({ store, path }: PathProps): ReactElement {
  const first = useStore(store, ({ lens }) => lens.space);
  const last = useStore(store, ({ session }) => session.whole.network.layers.length - 1);
  const hidden = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i + 1);
  return (
    <Select
      label="Straight in"
      value={path.layer}
      options={[
        { value: 0, text: first === 0 ? 'the inputs' : `layer ${first}` },
        ...hidden.map((layer) => ({ value: layer, text: `layer ${layer}` })),
      ]}
      onChange={(layer) => store.getState().actions.setPath({ ...path, layer })}
    />
  );
}

/** The vertices in their order, each to be exchanged for a data point or taken out, and new ones at the end. */
export function PathVertices({ store }: { store: LensStoreApi }): ReactElement | null {
  const path = useStore(store, ({ lens }) => lens.path);
  const data = useStore(store, ({ session }) => session.data);
  const words = useSlowly(store, wordsOf, INTERVAL).split('\n');
  const [picking, setPicking] = useState<number | null>(null);
  if (!path) return null;
  const { setPath } = store.getState().actions;
  const { vertices } = path;
  const put = (index: number, vertex: PathVertex): void =>
    setPath({ ...path, vertices: [...vertices.slice(0, index), vertex, ...vertices.slice(index + 1)] });
  const full = vertices.length >= MAX_PATH_VERTICES;
  return (
    <div className="path-vertices">
      <ol aria-label="Points of the path">
        {vertices.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a vertex is its place in the path
          <li key={i}>
            <span className="path-number num">{i + 1}</span>
            <span className="path-words num">{words[i]}</span>
            {data && (
              <IconButton icon="table" label={`Point ${i + 1}: choose a data point`} onClick={() => setPicking(i)} />
            )}
            {vertices.length > 2 && (
              <IconButton
                icon="close"
                label={`Take point ${i + 1} out of the path`}
                onClick={() => setPath({ ...path, vertices: vertices.filter((_vertex, k) => k !== i) })}
              />
            )}
          </li>
        ))}
      </ol>
      <div className="path-actions">
        <Button
          kind="quiet"
          disabled={full}
          title={full ? `A path has at most ${MAX_PATH_VERTICES} points` : 'The path goes on to the selected point'}
          onClick={() => put(vertices.length, selectedVertex(store.getState()))}
        >
          + selected point
        </Button>
        <Button kind="quiet" onClick={() => setPath({ ...path, vertices: [...vertices].reverse() })}>
          Reverse
        </Button>
        <SpaceChoice store={store} path={path} />
      </div>
      {picking !== null && data && (
        <Suspense fallback={null}>
          <DataPicker
            data={data}
            title={`Point ${picking + 1} of the path`}
            onPick={(index) => {
              put(picking, { kind: 'mix', terms: [[index, 1]] });
              setPicking(null);
            }}
            onClose={() => setPicking(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
