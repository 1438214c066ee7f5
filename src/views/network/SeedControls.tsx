import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Recipe, SeededNetwork } from '../../state/editorTypes';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import type { LensStoreApi } from '../live';
import { FirstWeightFields, ResetWeights } from './FirstWeightFields';

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
  const other = useStore(store, ({ lens }) => lens.network !== null || lens.seeded !== null);
  const { useSceneNetwork: sceneNetwork } = store.getState().actions;
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
      <FirstWeightFields
        seed={recipe.seed}
        bias={recipe.bias}
        onSeed={(seed) => onChange({ seed })}
        onBias={(bias) => onChange({ bias })}
      >
        <Button onClick={() => onChange({ seed: anotherSeed(recipe.seed) })}>New seed</Button>
      </FirstWeightFields>
      {ORIGINS[recipe.origin] && <p className="soft">{ORIGINS[recipe.origin]}</p>}
      <div className="row">
        {recipe.origin === 'trained' && (
          <Button kind="quiet" onClick={() => onChange({})}>
            Untrained, from seed {recipe.seed}
          </Button>
        )}
        <ResetWeights store={store} />
        {other && (
          <Button kind="quiet" onClick={sceneNetwork}>
            The scene’s network
          </Button>
        )}
      </div>
    </div>
  );
}
