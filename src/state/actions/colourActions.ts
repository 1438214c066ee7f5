/** What colours the polytopes, and which edges and overlays are drawn. */
import { hasUnit, nearestUnit } from '../colouring';
import type { Context } from '../context';
import { FIRST_SOFT } from '../softFirst';
import type { Actions, LensState } from '../types';
import { setChecked } from './checked';

type ColourActions = Pick<
  Actions,
  'setColour' | 'setColourUnit' | 'setColourOutput' | 'setHiddenLayers' | 'setShowDual' | 'setDensity' | 'setSoft'
>;

/** Ends the work on a finer density map or soft field; what there is of it stays. */
export function stopFields({ store, setSession }: Context): void {
  const { density, softField } = store.getState().session;
  const stop = { progress: null, stopped: true } as const;
  if (density && density.progress !== null) setSession({ density: { ...density, ...stop } });
  if (softField && softField.progress !== null) setSession({ softField: { ...softField, ...stop } });
}

/** Goes on with a soft field that was given up before there was any of it. */
export function resumeFields({ store, setSession, paintFields }: Context): void {
  const { softField } = store.getState().session;
  if (!softField?.stopped || softField.field) return;
  setSession({ softField: { ...softField, stopped: false, progress: 0 } });
  paintFields();
}

export function colourActions(context: Context): ColourActions {
  const { store, notify } = context;
  const checked = (change: Partial<LensState>): void => setChecked(context, change);

  return {
    setColour(colour) {
      const { lens, session } = store.getState();
      // Another network may lack the unit or output that was chosen last.
      if (colour === 'logit')
        checked({ colour, colourOutput: Math.min(lens.colourOutput, session.network.outputSize - 1) });
      else if (colour === 'unitState' || colour === 'preActivation')
        checked({ colour, colourUnit: nearestUnit(session.network, lens.colourUnit) });
      else checked({ colour });
    },
    setColourUnit(colourUnit) {
      const { network } = store.getState().session;
      if (hasUnit(network, colourUnit)) checked({ colourUnit });
      else
        notify('error', `There is no gated unit ${colourUnit.unit} in layer ${colourUnit.layer}: nothing was changed`);
    },
    setColourOutput(colourOutput) {
      const { outputSize } = store.getState().session.network;
      if (colourOutput < outputSize) checked({ colourOutput });
      else notify('error', `Output ${colourOutput} of ${outputSize} (from 0) does not exist: nothing was changed`);
    },
    setHiddenLayers: (hiddenLayers) => checked({ hiddenLayers }),
    setDensity: (change) => checked({ density: { ...store.getState().lens.density, ...change } }),
    setSoft(change) {
      const { soft, training } = store.getState().lens;
      if (change) checked({ soft: { ...(soft ?? FIRST_SOFT), ...change } });
      // Hard again: β is no part of the training either.
      else checked({ soft: null, training: { ...training, beta: 'off' } });
    },
    setShowDual: (showDual) => checked({ showDual }),
  };
}
