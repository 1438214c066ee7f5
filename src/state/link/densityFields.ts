/** How density maps are measured, in a link. */
import type { DensitySpec } from '../densityTypes';
import { type Draft, type Entry, field } from './field';
import { NONE } from './offsets';
import { numberText, readNumber } from './text';

const change = (draft: Draft, part: Partial<DensitySpec>): void => {
  draft.density = { ...draft.density, ...part };
};

export const DENSITY_FIELDS: readonly Entry[] = [
  [
    'radius',
    field(
      ({ density: { radius } }) => (radius === null ? NONE : numberText(radius)),
      (text, draft) => change(draft, { radius: text === NONE ? null : readNumber(text) }),
    ),
  ],
  [
    'ball',
    field(
      ({ density }) => density.space,
      // What is neither is told by the schema.
      (text, draft) => change(draft, { space: text as DensitySpec['space'] }),
    ),
  ],
  [
    'cross',
    field(
      ({ density }) => numberText(density.directions),
      (text, draft) => change(draft, { directions: readNumber(text) }),
    ),
  ],
  [
    'crossseed',
    field(
      ({ density }) => numberText(density.seed),
      (text, draft) => change(draft, { seed: readNumber(text) }),
    ),
  ],
];
