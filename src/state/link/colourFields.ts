/** The unit and the output that colour, the layers whose edges are not drawn, and the dual graph, in a link. */
import { type Entry, field } from './field';
import { flagText, LinkFault, listText, numberText, readFlag, readList, readNumber } from './text';

const NONE = 'none';

export const COLOUR_FIELDS: readonly Entry[] = [
  [
    'unit',
    field(
      ({ colourUnit: { layer, unit } }) => listText([layer, unit]),
      (text, draft) => {
        const [layer, unit, more] = readList(text);
        if (layer === undefined || unit === undefined || more !== undefined)
          throw new LinkFault('two numbers are needed: layer (from 1) and unit (from 0)');
        draft.colourUnit = { layer, unit };
      },
    ),
  ],
  [
    'logit',
    field(
      ({ colourOutput }) => numberText(colourOutput),
      (text, draft) => {
        draft.colourOutput = readNumber(text);
      },
    ),
  ],
  [
    'hide',
    field(
      ({ hiddenLayers }) => (hiddenLayers.length > 0 ? listText(hiddenLayers) : NONE),
      (text, draft) => {
        draft.hiddenLayers = text === NONE ? [] : readList(text);
      },
    ),
  ],
  [
    'dual',
    field(
      ({ showDual }) => flagText(showDual),
      (text, draft) => {
        draft.showDual = readFlag(text);
      },
    ),
  ],
];
