/** What colours the polytopes beyond the mode: a unit, an output; which layers' edges and which overlay are drawn. */
import * as v from 'valibot';
import { COLOUR_MODES } from '../colourModes';
import { EMPTY_LENS } from '../defaults';
import { MAX_LAYERS, MAX_WIDTH } from '../limits';
import { count, flag } from './primitives';

const layerNumber = v.pipe(count(MAX_LAYERS, 'layers'), v.minValue(1, 'is not a layer (from 1)'));

export const colourMode = v.picklist(COLOUR_MODES, `is none of ${COLOUR_MODES.join(', ')}`);

/** Each once, in rising order. */
const layers = v.pipe(
  v.array(layerNumber, 'is not a list of layers'),
  v.maxLength(MAX_LAYERS, `has more than ${MAX_LAYERS} layers`),
  v.transform((list) => [...new Set(list)].sort((a, b) => a - b)),
);

export const colourEntries = {
  colourUnit: v.optional(
    v.object({ layer: layerNumber, unit: count(MAX_WIDTH, 'as a unit') }, 'is not a unit'),
    EMPTY_LENS.colourUnit,
  ),
  colourOutput: v.optional(count(MAX_WIDTH, 'as an output'), EMPTY_LENS.colourOutput),
  hiddenLayers: v.optional(layers, [...EMPTY_LENS.hiddenLayers]),
  showDual: v.optional(flag, EMPTY_LENS.showDual),
};
