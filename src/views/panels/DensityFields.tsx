import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { radiusInInput } from '../../core/density';
import type { DensityMode } from '../../state/colourModes';
import { densityMapOf } from '../../state/density';
import { MAX_COORDINATE, MAX_DENSITY_DIRECTIONS, MAX_SEED } from '../../state/limits';
import type { DensitySpec, LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { COLOUR_NAMES } from '../colourNames';
import { TermHelp } from '../help/TermHelp';
import type { TermId } from '../help/terms';
import type { LensStoreApi } from '../live';
import { wholeNumberCheck } from './numberChecks';

interface FieldsProps {
  readonly store: LensStoreApi;
}

/** The radius in force, in three figures where it is the domain's. */
function radiusOf({ lens, session }: LensStore): number {
  const map = densityMapOf(lens);
  if (!map) return 0;
  return map.unit === 'input' ? map.radius : Number(radiusInInput(session.slice, map).toPrecision(3));
}

const positive = (value: number): string | null =>
  value > 0 && value <= MAX_COORDINATE ? null : `a number above 0, at most ${MAX_COORDINATE}`;

function RadiusField({ store }: FieldsProps): ReactElement {
  const radius = useStore(store, radiusOf);
  const own = useStore(store, ({ lens }) => lens.density.radius !== null);
  const { setDensity } = store.getState().actions;
  return (
    <div className="density-radius">
      <NumberField
        label="Radius r"
        value={radius}
        check={positive}
        onCommit={(value) => setDensity({ radius: value })}
      />
      <Button
        disabled={!own}
        title={own ? 'A share of the domain again' : 'It is a share of the domain already'}
        onClick={() => setDensity({ radius: null })}
      >
        Reset r
      </Button>
    </div>
  );
}

const SPACES = [
  { value: 'slice', text: 'In the slice' },
  { value: 'input', text: 'In all inputs' },
] as const satisfies readonly { readonly value: DensitySpec['space']; readonly text: string }[];

function CrossFields({ store }: FieldsProps): ReactElement {
  const { space, directions, seed } = useStore(store, ({ lens }) => lens.density);
  const { setDensity } = store.getState().actions;
  return (
    <>
      {space === 'input' && (
        <NumberField
          label="Directions P"
          value={directions}
          check={wholeNumberCheck(1, MAX_DENSITY_DIRECTIONS)}
          onCommit={(value) => setDensity({ directions: value })}
        />
      )}
      <NumberField
        label="Seed"
        value={seed}
        check={wholeNumberCheck(0, MAX_SEED)}
        onCommit={(value) => setDensity({ seed: value })}
      />
    </>
  );
}

const TERMS: Readonly<Record<DensityMode, TermId>> = {
  complexity: 'localComplexity',
  crossings: 'boundariesWithin',
  distance: 'boundaryDistance',
};

/** How the density map in force is measured. */
export function DensityFields({ store, colour }: FieldsProps & { readonly colour: DensityMode }): ReactElement {
  const space = useStore(store, ({ lens }) => lens.density.space);
  return (
    <div className="colour-unit density-fields">
      <p className="density-help soft">
        How it is measured
        <TermHelp title={COLOUR_NAMES[colour]} terms={[TERMS[colour]]} />
      </p>
      {colour !== 'distance' && <RadiusField store={store} />}
      {colour !== 'crossings' && (
        <Segmented
          label="Measured"
          hideLabel
          value={space}
          options={SPACES}
          onChange={(value) => store.getState().actions.setDensity({ space: value })}
        />
      )}
      {colour === 'complexity' && <CrossFields store={store} />}
    </div>
  );
}
