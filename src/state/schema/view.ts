/** What is looked at and how it is drawn; how it is trained. */
import * as v from 'valibot';
import { BETA_MODES } from '../../core/training/trainingSpec';
import { LEAST_SPAN, MAX_LAYERS, MAX_WIDTH } from '../limits';
import { colourMode } from './colour';
import { coordinate, count, finite, flag, point2, positive } from './primitives';

/** Angles in radians: all around, and from the side to straight above. */
const surface = v.object({
  output: count(MAX_WIDTH, 'as an output'),
  azimuth: v.pipe(
    finite,
    v.check((x) => Math.abs(x) <= 4, 'is no angle between −π and π'),
  ),
  elevation: v.pipe(
    finite,
    v.check((x) => x >= 0 && x <= 1.6, 'is no angle between 0 and π/2'),
  ),
});

export const viewEntries = {
  point: point2,
  viewport: v.object({ centre: point2, span: v.pipe(coordinate, v.minValue(LEAST_SPAN, 'is not positive')) }),
  colour: colourMode,
  upToLayer: v.nullable(v.pipe(count(MAX_LAYERS, 'layers'), v.minValue(1, 'is not a layer (from 1)'))),
  decision: flag,
  showData: flag,
  showField: flag,
  surface: v.optional(v.nullable(surface), null),
};

export const trainingEntries = {
  training: v.object({
    optimizer: v.picklist(['adam', 'sgd'], 'is neither adam nor sgd'),
    learningRate: v.pipe(positive, v.maxValue(1e3, 'is larger than 1000')),
    batchSize: v.pipe(count(1e6, 'samples a batch'), v.minValue(1, 'is not positive')),
    // Joined after the first links.
    l2: v.optional(v.pipe(finite, v.minValue(0, 'is negative'), v.maxValue(1e3, 'is larger than 1000')), 0),
    beta: v.optional(v.picklist(BETA_MODES, `is none of ${BETA_MODES.join(', ')}`), 'off'),
  }),
};
