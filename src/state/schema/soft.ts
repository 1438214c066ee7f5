/** How soft the codes are. */
import * as v from 'valibot';
import { EMPTY_LENS } from '../defaults';
import { MAX_LAYERS, MAX_WIDTH } from '../limits';
import { count, finite } from './primitives';

const beta = v.pipe(finite, v.minValue(0, 'is below 0'), v.maxValue(1, 'is above 1'));

export const softEntries = {
  soft: v.optional(
    v.nullable(
      v.pipe(
        v.object({
          beta: v.nullable(beta),
          layers: v.pipe(
            v.array(v.nullable(beta), 'is not a list of β'),
            v.maxLength(MAX_LAYERS, `has more than ${MAX_LAYERS} layers`),
          ),
          entropyLayer: v.nullable(v.pipe(count(MAX_LAYERS, 'layers'), v.minValue(1, 'is not a layer (from 1)'))),
          entropyUnit: v.nullable(count(MAX_WIDTH, 'as a unit')),
        }),
        v.check(
          ({ entropyLayer, entropyUnit }) => entropyUnit === null || entropyLayer !== null,
          'has a unit without its layer',
        ),
      ),
    ),
    EMPTY_LENS.soft,
  ),
};
