/** A network from a seed in a link: `seed;scheme;bias;16:relu;8:leakyRelu:0.1`. Its weights follow from that. */
import type { HiddenLayer, SeededNetwork } from '../editorTypes';
import { type Entry, field } from './field';
import { layerText, readLayer } from './layerText';
import { numberText, readNumber } from './text';

const seededText = ({ seed, scheme, bias, layers }: SeededNetwork): string =>
  [numberText(seed), scheme, numberText(bias), ...layers.map(layerText)].join(';');

function readSeeded(text: string): SeededNetwork {
  const [seed, scheme, bias, ...layers] = text.split(';');
  return {
    seed: readNumber(seed ?? ''),
    scheme: (scheme ?? '') as SeededNetwork['scheme'],
    bias: readNumber(bias ?? ''),
    layers: layers.map((layer): HiddenLayer => readLayer(layer)),
  };
}

export const SEEDED_FIELDS: readonly Entry[] = [
  [
    'seeded',
    field(
      ({ seeded }) => (seeded ? seededText(seeded) : ''),
      (text, draft) => {
        draft.seeded = text === '' ? null : readSeeded(text);
      },
    ),
  ],
];
