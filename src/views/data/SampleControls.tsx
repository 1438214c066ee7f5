import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { FormulaTarget, GeneratedSpec } from '../../state/dataTypes';
import { MAX_SAMPLES, MAX_SEED } from '../../state/limits';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { NumberField } from '../../ui/NumberField';
import { RangeInput } from '../../ui/RangeInput';
import type { LensStoreApi } from '../live';

const whole =
  (most: number, least: number) =>
  (value: number): string | null =>
    Number.isInteger(value) && value >= least && value <= most ? null : `a whole number from ${least} to ${most}`;
const checkNoise = (value: number): string | null => (value >= 0 && value <= 100 ? null : 'between 0 and 100');

/** The slider's reach; more is typed. */
const NOISE_REACH = 0.5;

function NoiseRow({ value, onChange }: { value: number; onChange: (noise: number) => void }): ReactElement {
  // What the slider holds is newer than what has come back through the store.
  const [held, setHeld] = useState<number | null>(null);
  const noise = held ?? value;
  return (
    <div className="noise-row">
      <span className="soft">Noise</span>
      <RangeInput
        label="Noise, slider"
        value={noise}
        min={0}
        max={Math.max(NOISE_REACH, value)}
        step={0.005}
        valueText={formatNumber(noise)}
        onDraft={(next) => {
          setHeld(next);
          onChange(next);
        }}
        onCommit={(next) => {
          setHeld(null);
          onChange(next);
        }}
      />
      <NumberField label="Noise" hideLabel value={noise} check={checkNoise} onCommit={onChange} />
    </div>
  );
}

function anotherSeed(seed: number): number {
  const next = 1 + Math.floor(998 * Math.random());
  return next < seed || seed > 999 ? next : next + 1;
}

interface SampleControlsProps {
  readonly store: LensStoreApi;
  readonly spec: GeneratedSpec | FormulaTarget;
}

/** Number of points, noise and seed of data that are generated. */
export function SampleControls({ store, spec }: SampleControlsProps): ReactElement {
  const own = useStore(store, ({ lens }) => lens.dataSpec === null);
  const { setData } = store.getState().actions;
  const set = (change: Partial<Pick<GeneratedSpec, 'count' | 'noise' | 'seed'>>): void =>
    void setData({ ...spec, ...change });
  return (
    <>
      <NumberField
        label="Points"
        value={spec.count}
        check={whole(MAX_SAMPLES, 1)}
        onCommit={(count) => set({ count })}
      />
      <NoiseRow value={spec.noise} onChange={(noise) => set({ noise })} />
      <div className="seed-row">
        <NumberField
          label={
            <>
              Seed <span className="visually-hidden">of the data</span>
            </>
          }
          value={spec.seed}
          check={whole(MAX_SEED, 0)}
          onCommit={(seed) => set({ seed })}
        />
        <Button onClick={() => set({ seed: anotherSeed(spec.seed) })}>New draw</Button>
      </div>
      {!own && (
        <div className="row">
          <Button kind="quiet" onClick={() => void setData(null)}>
            The scene’s data
          </Button>
        </div>
      )}
    </>
  );
}
