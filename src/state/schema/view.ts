/** What is looked at and how it is drawn; how it is trained. */
import * as v from 'valibot';
import { MAX_LAYERS } from '../limits';
import { coordinate, count, finite, flag, point2, positive } from './primitives';

export const viewEntries = {
  point: point2,
  viewport: v.object({ centre: point2, span: v.pipe(coordinate, v.minValue(1e-12, 'is not positive')) }),
  colour: v.picklist(['code', 'class', 'output'], 'is none of code, class, output'),
  upToLayer: v.nullable(v.pipe(count(MAX_LAYERS, 'layers'), v.minValue(1, 'is not a layer (from 1)'))),
  decision: flag,
  showData: flag,
  showField: flag,
};

export const trainingEntries = {
  training: v.object({
    optimizer: v.picklist(['adam', 'sgd'], 'is neither adam nor sgd'),
    learningRate: v.pipe(positive, v.maxValue(1e3, 'is larger than 1000')),
    batchSize: v.pipe(count(1e6, 'samples a batch'), v.minValue(1, 'is not positive')),
    // Joined after the first links.
    l2: v.optional(v.pipe(finite, v.minValue(0, 'is negative'), v.maxValue(1e3, 'is larger than 1000')), 0),
  }),
};
