/** What the experiments are asked, and the box of the facets (`none`, `data`, `-1:1`) with their volume, in a link. */
import type { ExperimentSettings } from '../experimentTypes';
import type { FacetBox } from '../facetTypes';
import { type Entry, field } from './field';
import { NONE } from './offsets';
import { flagText, LinkFault, numberText, readFlag, readNumber } from './text';

/** A number of the experiments. */
const number = (name: keyof ExperimentSettings) =>
  field(
    ({ experiments }) => numberText(experiments[name]),
    (text, draft) => {
      draft.experiments = { ...draft.experiments, [name]: readNumber(text) };
    },
  );

const boxText = (box: FacetBox): string =>
  box.kind === 'range' ? `${numberText(box.lower)}:${numberText(box.upper)}` : box.kind;

function readBox(text: string): FacetBox {
  if (text === NONE || text === 'data') return { kind: text };
  const [lower, upper, more] = text.split(':');
  if (lower === undefined || upper === undefined || more !== undefined)
    throw new LinkFault(`"${text.slice(0, 24)}" is none of none, data, and a range as in -1:1`);
  return { kind: 'range', lower: readNumber(lower), upper: readNumber(upper) };
}

export const EXPERIMENT_FIELDS: readonly Entry[] = [
  ['pairs', number('pairs')],
  ['pairseed', number('seed')],
  ['scaled', number('layer')],
  ['scale', number('scale')],
  [
    'box',
    field(
      ({ facets }) => boxText(facets.box),
      (text, draft) => {
        draft.facets = { ...draft.facets, box: readBox(text) };
      },
    ),
  ],
  [
    'volume',
    field(
      ({ facets }) => flagText(facets.volume),
      (text, draft) => {
        draft.facets = { ...draft.facets, volume: readFlag(text) };
      },
    ),
  ],
];
