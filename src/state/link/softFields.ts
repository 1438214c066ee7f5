/** How soft the codes are, in a link: `soft=0.5`, `softlayers=0.2,-,1`, `softof=2.5` (layer 2, unit 5). */
import type { SoftSpec } from '../softTypes';
import { type Draft, type Entry, field } from './field';
import { LinkFault, numberText, readNumber } from './text';

/** Where a layer has no β of its own, and where all are as their activations are. */
const OWN = '-';

const betaText = (beta: number | null): string => (beta === null ? OWN : numberText(beta));
const readBeta = (text: string): number | null => (text === OWN ? null : readNumber(text));

const READ: SoftSpec = { beta: null, layers: [], entropyLayer: null, entropyUnit: null };

function change(draft: Draft, part: Partial<SoftSpec>): void {
  if (!draft.soft) throw new LinkFault('it belongs to soft codes, of which there are none (soft)');
  draft.soft = { ...draft.soft, ...part };
}

export const SOFT_FIELDS: readonly Entry[] = [
  [
    'soft',
    field(
      ({ soft }) => (soft ? betaText(soft.beta) : ''),
      (text, draft) => {
        // The other keys are left out where they are those of READ, whatever the scene has.
        draft.soft = text === '' ? null : { ...READ, beta: readBeta(text) };
      },
    ),
  ],
  [
    'softlayers',
    field(
      ({ soft }) => soft?.layers.map(betaText).join() ?? '',
      (text, draft) => {
        if (text !== '') change(draft, { layers: text.split(',').map(readBeta) });
        else if (draft.soft) change(draft, { layers: [] });
      },
    ),
  ],
  [
    'softof',
    field(
      ({ soft }) =>
        soft?.entropyLayer == null
          ? ''
          : [soft.entropyLayer, soft.entropyUnit].flatMap((k) => (k === null ? [] : [String(k)])).join('.'),
      (text, draft) => {
        const [layer, unit] = text === '' ? [] : text.split('.');
        const part = {
          entropyLayer: layer === undefined ? null : readNumber(layer),
          entropyUnit: unit === undefined ? null : readNumber(unit),
        };
        if (text !== '' || draft.soft) change(draft, part);
      },
    ),
  ],
];
