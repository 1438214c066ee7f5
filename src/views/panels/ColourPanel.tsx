import { lazy, type ReactElement, Suspense, useId } from 'react';
import { useStore } from 'zustand';
import type { Network } from '../../core/network';
import { isDensityMode } from '../../state/colourModes';
import { hasClasses } from '../../state/outputs';
import type { LensStore } from '../../state/types';
import { GroupedSelect } from '../../ui/GroupedSelect';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';
import { gatedLayer, layerNumber, layoutOf, outputNames } from '../names';
import { colourGroups, explanationOf } from './colourChoices';
import { wholeNumberCheck } from './numberChecks';
import './colourPanel.css';

interface PanelProps {
  readonly store: LensStoreApi;
}

/** Density maps come with code of their own. */
const DensityFields = lazy(async () => ({ default: (await import('./DensityFields')).DensityFields }));

/** Whether a layer has units that can be chosen, else why not. */
function layerProblem(network: Network, layer: number): string | null {
  const layout = layoutOf(network);
  if (gatedLayer(layout, layer)) return null;
  const numbers = layout.gated.map((entry) => layerNumber(layout, entry.layer));
  return numbers.length > 0 ? `one of the layers ${numbers.join(', ')}` : 'no layer has pieces';
}

/** Layer and unit of the colours by one unit. */
function UnitFields({ store }: PanelProps): ReactElement {
  const { layer, unit } = useStore(store, ({ lens }) => lens.colourUnit);
  const network = useStore(store, ({ session }) => session.network);
  const { setColourUnit } = store.getState().actions;
  const sizeOf = (of: number): number => gatedLayer(layoutOf(network), of)?.size ?? 1;
  return (
    <div className="colour-unit">
      <NumberField
        label="Layer"
        value={layer}
        check={(value) => layerProblem(network, value)}
        onCommit={(value) => setColourUnit({ layer: value, unit: Math.min(unit, sizeOf(value) - 1) })}
      />
      <NumberField
        label="Unit"
        value={unit}
        check={wholeNumberCheck(0, sizeOf(layer) - 1)}
        onCommit={(value) => setColourUnit({ layer, unit: value })}
      />
      <p className="soft colour-explanation">Or click a unit in the spline code.</p>
    </div>
  );
}

/** The output of the colours by one output. */
function OutputSelect({ store }: PanelProps): ReactElement {
  const output = useStore(store, ({ lens }) => lens.colourOutput);
  const network = useStore(store, ({ session }) => session.network);
  const data = useStore(store, ({ session }) => session.data);
  const options = outputNames(network, data).map((text, i) => ({ value: String(i), text }));
  return (
    <GroupedSelect
      label="Output"
      value={String(output)}
      groups={[{ label: 'Outputs', options }]}
      onChange={(value) => store.getState().actions.setColourOutput(Number(value))}
    />
  );
}

function Mode({ store }: PanelProps): ReactElement {
  const colour = useStore(store, ({ lens }) => lens.colour);
  const network = useStore(store, ({ session }) => session.network);
  const data = useStore(store, ({ session }) => session.data);
  const id = useId();
  return (
    <>
      <GroupedSelect
        label="Colour polytopes by"
        hideLabel
        describedBy={id}
        value={colour}
        groups={colourGroups(colour, network, data)}
        onChange={store.getState().actions.setColour}
      />
      <p id={id} className="soft colour-explanation">
        {explanationOf(colour)}
      </p>
      {(colour === 'unitState' || colour === 'preActivation') && <UnitFields store={store} />}
      {colour === 'logit' && <OutputSelect store={store} />}
      {isDensityMode(colour) && (
        <Suspense fallback={null}>
          <DensityFields store={store} colour={colour} />
        </Suspense>
      )}
    </>
  );
}

const dataInPlane = ({ session: { data } }: LensStore): boolean => data !== null && data.inputSize <= 2;
const isPlane = ({ session: { network } }: LensStore): boolean => network.inputSize > 1;
const hasField = ({ session: { network } }: LensStore): boolean => network.outputSize === 1 && network.inputSize > 1;

/** One output has a boundary at 0 of its own. */
const mayDecide = ({ session }: LensStore): boolean => session.network.outputSize === 1 || hasClasses(session);

/** What is drawn with the polytopes. */
function Toggles({ store }: PanelProps): ReactElement {
  const colour = useStore(store, ({ lens }) => lens.colour);
  const decision = useStore(store, ({ lens }) => lens.decision);
  const showData = useStore(store, ({ lens }) => lens.showData);
  const showField = useStore(store, ({ lens }) => lens.showField);
  const showDual = useStore(store, ({ lens }) => lens.showDual);
  const points = useStore(store, dataInPlane);
  const plane = useStore(store, isPlane);
  const field = useStore(store, hasField);
  const classes = useStore(store, mayDecide);
  const clamped = useStore(store, ({ lens }) => lens.clamps.length > 0);
  const { actions } = store.getState();
  return (
    <div className="toggles">
      <Toggle checked={decision} disabled={!classes && !decision} onChange={actions.setDecision}>
        {classes ? 'Decision boundary' : 'Decision boundary (there are no classes)'}
      </Toggle>
      {points && (
        <Toggle checked={showData} onChange={actions.setShowData}>
          Data points
        </Toggle>
      )}
      {plane && (
        <Toggle checked={showDual} onChange={actions.setShowDual}>
          Dual graph
        </Toggle>
      )}
      {field && (
        <Toggle checked={showField} disabled={colour !== 'output' || clamped} onChange={actions.setShowField}>
          {clamped
            ? 'Output field (without clamps)'
            : colour === 'output'
              ? 'Output field (tfjs)'
              : 'Output field (by output)'}
        </Toggle>
      )}
    </div>
  );
}

/** What colours the polytopes, and what is drawn with them. */
export function ColourPanel({ store }: PanelProps): ReactElement {
  return (
    <Section title="Colour">
      <Mode store={store} />
      <Toggles store={store} />
    </Section>
  );
}
