import type { ReactElement } from 'react';
import type { HiddenLayer, SeededNetwork } from '../../state/editorTypes';
import { MAX_HIDDEN_LAYERS } from '../../state/limits';
import type { LensStore } from '../../state/types';
import { formatCount } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { useSlowly } from '../slice/useSlowly';
import { activationText, consideredText, costOf, polytopesText } from './costText';
import { LayerRow } from './LayerRow';
import type { RecipeEditing } from './useRecipe';

const networkSizes = ({ session }: LensStore): string =>
  `${session.whole.network.inputSize} ${session.whole.network.outputSize}`;

const NEW_LAYER: HiddenLayer = { size: 8, activation: 'relu' };

interface LayersProps {
  readonly store: LensStoreApi;
  readonly editing: RecipeEditing;
  /** Id of the line that says what the change at hand costs. */
  readonly costId: string;
  readonly onConsider: (text: string | null) => void;
}

function FixedRow({ name, size }: { name: string; size: string | undefined }): ReactElement {
  return (
    <li className="layer-row fixed">
      <span className="soft">{name}</span>
      <span className="num">{formatCount(Number(size))}</span>
    </li>
  );
}

function AddLayer({ store, editing, onConsider }: LayersProps): ReactElement {
  const { recipe, change } = editing;
  const next = recipe.layers.at(-1) ?? NEW_LAYER;
  const layers = [...recipe.layers, next];
  const full = recipe.layers.length >= MAX_HIDDEN_LAYERS;
  return (
    <button
      type="button"
      className="add-layer"
      disabled={full}
      title={full ? `At most ${MAX_HIDDEN_LAYERS} hidden layers` : undefined}
      onClick={() => {
        onConsider(null);
        change({ layers });
      }}
    >
      <span>Add a layer of {next.size}</span>
      <span className="soft">
        {full ? 'no more fit' : polytopesText(costOf({ ...recipe, layers }, store.getState()))}
      </span>
    </button>
  );
}

/** The layers from inputs to outputs, and the way to one more. */
export function LayerList(props: LayersProps): ReactElement {
  const { store, editing, costId, onConsider } = props;
  const { recipe, shown, slide, change } = editing;
  const [inputs, outputs] = useSlowly(store, networkSizes).split(' ');
  const withLayer = (i: number, layer: HiddenLayer): Partial<SeededNetwork> => ({
    layers: recipe.layers.map((other, k) => (k === i ? layer : other)),
  });
  const without = (i: number): Partial<SeededNetwork> => ({ layers: recipe.layers.filter((_, k) => k !== i) });
  const textOf = (i: number, what: HiddenLayer | 'activation' | 'removal'): string => {
    if (what === 'activation') return activationText(recipe, i, store.getState());
    const next = { ...recipe, ...(what === 'removal' ? without(i) : withLayer(i, what)) };
    const name = what === 'removal' ? `Without layer ${i + 1}` : `With ${what.size} units in layer ${i + 1}`;
    return consideredText(name, next, store.getState());
  };
  const settled = (make: (change: Partial<SeededNetwork>) => void, next: Partial<SeededNetwork>): void => {
    onConsider(null);
    make(next);
  };
  return (
    <>
      <ol className="layers">
        <FixedRow name="inputs" size={inputs} />
        {shown.layers.map((layer, i) => (
          <LayerRow
            // The place in the stack is what a layer is here.
            // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other name
            key={i}
            place={i + 1}
            layer={layer}
            costId={costId}
            onConsider={(what) => onConsider(what && textOf(i, what))}
            onSlide={(next) => settled(slide, withLayer(i, next))}
            onChange={(next) => settled(change, withLayer(i, next))}
            onRemove={() => settled(change, without(i))}
          />
        ))}
        <FixedRow name="outputs" size={outputs} />
      </ol>
      <AddLayer {...props} />
    </>
  );
}
