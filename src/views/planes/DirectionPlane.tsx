/** Planes along directions through the data's mean: which directions, and how far the plane is moved along others. */
import { type ReactElement, useMemo } from 'react';
import { useStore } from 'zustand';
import { principalOf } from '../../state/slices/dataFacts';
import type { LensStore, Offset, SliceSpec } from '../../state/types';
import { Button } from '../../ui/Button';
import { formatPercent } from '../../ui/format';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import type { LensStoreApi } from '../live';
import { LiveSlider, type SliderSpec } from './LiveSlider';

type DirectionSpec = Extract<SliceSpec, { kind: 'random' | 'principal' }>;

/** Directions besides the plane's own that have a slider. */
const SLIDERS = 4;
/** Standard deviations that a slider reaches on either side. */
const REACH = 3;

const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.slice, session.data];

/** Offsets with one changed; none at 0. */
export const withOffset = (offsets: readonly Offset[], index: number, amount: number): readonly Offset[] => {
  const others = offsets.filter(([k]) => k !== index);
  return amount === 0 ? others : [...others, [index, amount] as const].sort(([a], [b]) => a - b);
};

const directionOf = ({ lens }: LensStore): DirectionSpec | null =>
  lens.slice.kind === 'random' || lens.slice.kind === 'principal' ? lens.slice : null;

const usedBy = (spec: DirectionSpec): readonly number[] => (spec.kind === 'random' ? [0, 1] : spec.components);

function offsetSlider(store: LensStoreApi, index: number, label: string, name: string): SliderSpec {
  return {
    label,
    name,
    unit: 'σ',
    steps: 40 * REACH,
    range: () => [-REACH, REACH],
    read: (state) => {
      const spec = directionOf(state);
      return spec && !usedBy(spec).includes(index) ? (spec.offsets.find(([k]) => k === index)?.[1] ?? 0) : null;
    },
    write: (amount) => {
      const spec = directionOf(store.getState());
      // What the slider's steps leave of 0 is 0.
      const moved = Math.abs(amount) < 1e-9 ? 0 : amount;
      if (spec) void store.getState().actions.setSlice({ ...spec, offsets: withOffset(spec.offsets, index, moved) });
    },
    watched,
  };
}

function Offsets({
  store,
  spec,
  known,
}: {
  store: LensStoreApi;
  spec: DirectionSpec;
  known: number;
}): ReactElement | null {
  const used = usedBy(spec).join();
  const { kind } = spec;
  const hasData = useStore(store, ({ session }) => session.data !== null);
  const sliders = useMemo(() => {
    const free = Array.from({ length: known }, (_, k) => k).filter((k) => !used.split(',').includes(String(k)));
    return free.slice(0, SLIDERS).map((k) => {
      const label = kind === 'random' ? `n${k - 1}` : `PC${k + 1}`;
      const name = kind === 'random' ? `Offset along normal ${k - 1}` : `Offset along component ${k + 1}`;
      return offsetSlider(store, k, label, name);
    });
  }, [store, kind, known, used]);
  if (sliders.length === 0) return null;
  return (
    <div className="slice-sliders">
      <div className="slice-row">
        <span className="soft">Moved along {kind === 'random' ? 'its normals' : 'other components'}</span>
        <Button
          kind="quiet"
          disabled={spec.offsets.length === 0}
          onClick={() => void store.getState().actions.setSlice({ ...spec, offsets: [] })}
        >
          back to 0
        </Button>
      </div>
      {sliders.map((slider) => (
        <LiveSlider key={slider.name} store={store} spec={slider} />
      ))}
      <p className="slice-note soft">
        {hasData ? 'σ: the data’s standard deviation along that direction.' : 'Without data σ is 1.'}
      </p>
    </div>
  );
}

const checkSeed = (seed: number): string | null =>
  Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? null : 'a whole number from 0 to 4294967295';

/** A seed that is drawn when the button is pressed: the one place where chance enters. */
const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

export function RandomPlane({
  store,
  spec,
}: {
  store: LensStoreApi;
  spec: Extract<SliceSpec, { kind: 'random' }>;
}): ReactElement {
  const inputSize = useStore(store, ({ session }) => session.network.inputSize);
  const turn = (seed: number): void =>
    void store.getState().actions.setSlice({ kind: 'random', seed, offsets: [] }, true);
  return (
    <>
      <div className="slice-seed">
        <NumberField label="Seed" value={spec.seed} check={checkSeed} onCommit={turn} />
        <Button onClick={() => turn(drawSeed() % 1e6)}>New seed</Button>
      </div>
      <Offsets store={store} spec={spec} known={Math.min(2 + SLIDERS, inputSize)} />
    </>
  );
}

export function PrincipalPlane({
  store,
  spec,
}: {
  store: LensStoreApi;
  spec: Extract<SliceSpec, { kind: 'principal' }>;
}): ReactElement | null {
  const data = useStore(store, ({ session }) => session.data);
  const axes = data && principalOf(data);
  if (!axes) return null;
  const share = (k: number): number => (axes.variances[k] ?? 0) / axes.total;
  const [first, second] = spec.components;
  const choose = (components: readonly [number, number]): void =>
    void store
      .getState()
      .actions.setSlice(
        { kind: 'principal', components, offsets: spec.offsets.filter(([k]) => !components.includes(k)) },
        true,
      );
  const options = (other: number) =>
    axes.directions.map((_, k) => ({
      value: k,
      text: `PC${k + 1} · ${formatPercent(share(k))}`,
      disabled: k === other,
    }));
  return (
    <>
      <div className="slice-axes">
        <Select label="→" value={first} options={options(second)} onChange={(k) => choose([k, second])} />
        <Select label="↑" value={second} options={options(first)} onChange={(k) => choose([first, k])} />
      </div>
      <p className="slice-note soft">
        The plane holds <span className="num">{formatPercent(share(first) + share(second))}</span> of the data’s
        variance.
      </p>
      <Offsets store={store} spec={spec} known={axes.directions.length} />
    </>
  );
}
