/** An imported network in a link: its layers, name and exact weights. */
import type { CustomNetwork } from '../types';
import { type Draft, type Entry, field } from './field';
import { layerText, readLayer } from './layerText';
import { type FloatBytes, floatsText, LinkFault, readFloats, readNumber } from './text';

const bytesOf = (precision: CustomNetwork['precision']): FloatBytes => (precision === 'float32' ? 4 : 8);

/** Before the name of the code that is read out. */
const CODE = '>';

const networkText = ({ precision, inputSize, layers, codeOutput }: CustomNetwork): string =>
  [precision, inputSize, ...layers.map(layerText), ...(codeOutput ? [CODE + codeOutput] : [])].join(';');

function readNetwork(text: string): CustomNetwork {
  const [precision, inputs, ...parts] = text.split(';');
  if (precision !== 'float32' && precision !== 'float64')
    throw new LinkFault(`"${String(precision).slice(0, 24)}" is neither float32 nor float64`);
  const code = parts[parts.length - 1]?.startsWith(CODE) ? parts.pop()?.slice(CODE.length) : undefined;
  return {
    name: '',
    precision,
    inputSize: readNumber(inputs ?? ''),
    layers: parts.map((part) => readLayer(part)),
    // What is none is told by the schema.
    ...(code === undefined ? {} : { codeOutput: code as NonNullable<CustomNetwork['codeOutput']> }),
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
