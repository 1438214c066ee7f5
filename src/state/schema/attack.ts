/** The attack on the selected input. */
import * as v from 'valibot';
import { MAX_ATTACK_STEPS, MAX_SEED } from '../limits';
import { coordinate, count, positive } from './primitives';

/** The largest class that is taken; one that the network lacks is left out when it is attacked. */
const MOST_CLASSES = 65_536;

const box = v.pipe(
  v.strictTuple([coordinate, coordinate]),
  v.check(([low, high]) => low < high, 'is no range from a lower to a higher value'),
);

export const attackEntries = {
  attack: v.optional(
    v.nullable(
      v.object({
        method: v.picklist(['fgsm', 'pgd'] as const, 'is neither fgsm nor pgd'),
        norm: v.picklist(['inf', '2'] as const, 'is neither inf nor 2'),
        epsilon: v.pipe(positive, coordinate),
        target: v.exactOptional(count(MOST_CLASSES, 'as a class')),
        steps: v.exactOptional(v.pipe(count(MAX_ATTACK_STEPS, 'steps'), v.minValue(1, 'is not positive'))),
        seed: v.exactOptional(count(MAX_SEED, 'as a seed')),
        box: v.exactOptional(box),
      }),
    ),
    null,
  ),
};
