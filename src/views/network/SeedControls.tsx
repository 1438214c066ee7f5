import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Recipe, SeededNetwork } from '../../state/editorTypes';
import { MAX_BIAS, MAX_SEED } from '../../state/limits';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import type { LensStoreApi } from '../live';

const checkSeed = (value: number): string | null =>
  Number.isInteger(value) && value >= 0 && value <= MAX_SEED ? null : `a whole number from 0 to ${MAX_SEED}`;
const checkBias = (value: number): string | null =>
  value >= 0 && value <= MAX_BIAS ? null : `between 0 and ${MAX_BIAS}`;

/** A short seed other than the one in force: easy to read out and to type. */
function anotherSeed(seed: number): number {
  const next = 1 + Math.floor(9998 * Math.random());
  return next < seed || seed > 9999 ? next : next + 1;
}

const ORIGINS: Readonly<Record<Recipe['origin'], string | null>> = {
  seed: null,
  trained: 'These weights were trained from the seed. A change starts from it again.',
  own: 'These weights are not from a seed. A change draws new ones.',
};

interface SeedControlsProps {
  readonly store: LensStoreApi;
  readonly recipe: Recipe;
  readonly onChange: (change: Partial<SeededNetwork>) => void;
}

/** What the first weights are drawn from, and the ways back. */
export function SeedControls({ store, recipe, onChange }: SeedControlsProps): ReactElement {
  const moved = useStore(store, ({ lens }) => lens.weights !== null);
  const other = useStore(store, ({ lens }) => lens.network !== null || lens.seeded !== null);
  const { resetWeights, useSceneNetwork: sceneNetwork } = store.getState().actions;
  return (
    <div className="seed-controls">
      <Segmented<SeededNetwork['scheme']>
        label="First weights"
        value={recipe.scheme}
        options={[
          { value: 'he', text: 'He', title: 'Variance 2/inputs' },
          { value: 'glorot', text: 'Glorot', title: 'Variance 2/(inputs + outputs)' },
        ]}
        onChange={(scheme) => onChange({ scheme })}
      />
      <NumberField label="Bias range ±" value={recipe.bias} check={checkBias} onCommit={(bias) => onChange({ bias })} />
      <div className="seed-row">
        <NumberField label="Seed" value={recipe.seed} check={checkSeed} onCommit={(seed) => onChange({ seed })} />
        <Button onClick={() => onChange({ seed: anotherSeed(recipe.seed) })}>New seed</Button>
      </div>
      {ORIGINS[recipe.origin] && <p className="soft">{ORIGINS[recipe.origin]}</p>}
      <div className="row">
        {recipe.origin === 'trained' && (
          <Button kind="quiet" onClick={() => onChange({})}>
            Untrained, from seed {recipe.seed}
          </Button>
        )}
        <Button
          kind="quiet"
          disabled={!moved}
          title={moved ? 'The weights that the network began with' : 'These are the weights that it began with'}
          onClick={() => resetWeights()}
        >
          Reset weights
        </Button>
        {other && (
          <Button kind="quiet" onClick={sceneNetwork}>
            The scene’s network
          </Button>
        )}
      </div>
    </div>
  );
}
