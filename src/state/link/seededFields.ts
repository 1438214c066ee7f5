/** A network from a seed in a link: `seed;scheme;bias;16:relu;8:leakyRelu:0.1`. Its weights follow from that. */
import type { HiddenLayer, SeededNetwork } from '../editorTypes';
import { type Entry, field } from './field';
import { LinkFault, numberText, readNumber } from './text';

const layerText = ({ size, activation, alpha }: HiddenLayer): string =>
  alpha === undefined ? `${size}:${activation}` : `${size}:${activation}:${numberText(alpha)}`;

const seededText = ({ seed, scheme, bias, layers }: SeededNetwork): string =>
  [numberText(seed), scheme, numberText(bias), ...layers.map(layerText)].join(';');

function readLayer(text: string): HiddenLayer {
  const [size, activation, alpha, more] = text.split(':');
  if (more !== undefined) throw new LinkFault(`"${text.slice(0, 24)}" is no layer`);
  const plain = { size: readNumber(size ?? ''), activation: (activation ?? '') as HiddenLayer['activation'] };
  return alpha === undefined ? plain : { ...plain, alpha: readNumber(alpha) };
}

function readSeeded(text: string): SeededNetwork {
  const [seed, scheme, bias, ...layers] = text.split(';');
  return {
    seed: readNumber(seed ?? ''),
    scheme: (scheme ?? '') as SeededNetwork['scheme'],
    bias: readNumber(bias ?? ''),
    layers: layers.map(readLayer),
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
