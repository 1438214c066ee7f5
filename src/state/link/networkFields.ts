/** An imported network in a link: its layers, name and exact weights. */
import type { CustomNetwork } from '../types';
import { type Draft, type Entry, field } from './field';
import { type FloatBytes, floatsText, LinkFault, numberText, readFloats, readNumber } from './text';

const bytesOf = (precision: CustomNetwork['precision']): FloatBytes => (precision === 'float32' ? 4 : 8);

const networkText = ({ precision, inputSize, layers }: CustomNetwork): string =>
  [
    precision,
    inputSize,
    ...layers.map(({ size, activation, alpha }) =>
      alpha === undefined ? `${size}:${activation}` : `${size}:${activation}:${numberText(alpha)}`,
    ),
  ].join(';');

function readNetwork(text: string): CustomNetwork {
  const [precision, inputs, ...layers] = text.split(';');
  if (precision !== 'float32' && precision !== 'float64')
    throw new LinkFault(`"${String(precision).slice(0, 24)}" is neither float32 nor float64`);
  return {
    name: '',
    precision,
    inputSize: readNumber(inputs ?? ''),
    layers: layers.map((layer) => {
      const [size, activation, alpha] = layer.split(':');
      const plain = { size: readNumber(size ?? ''), activation: activation ?? '' };
      return alpha === undefined ? plain : { ...plain, alpha: readNumber(alpha) };
    }),
    weights: [],
  };
}

function editNetwork(draft: Draft, edit: (network: CustomNetwork) => CustomNetwork): void {
  if (!draft.network) throw new LinkFault('there is no network (net) that it belongs to');
  draft.network = edit(draft.network);
}

export const NETWORK_FIELDS: readonly Entry[] = [
  [
    'net',
    field(
      ({ network }) => (network ? networkText(network) : ''),
      (text, draft) => {
        draft.network = readNetwork(text);
      },
    ),
  ],
  [
    'name',
    field(
      ({ network }) => network?.name ?? '',
      (text, draft) => {
        editNetwork(draft, (network) => ({ ...network, name: text }));
      },
    ),
  ],
  [
    'nw',
    field(
      ({ network }) => (network ? floatsText(network.weights, bytesOf(network.precision)) : ''),
      (text, draft) => {
        editNetwork(draft, (network) => ({ ...network, weights: readFloats(text, bytesOf(network.precision)) }));
      },
    ),
  ],
];
