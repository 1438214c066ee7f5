/** An imported network in a link: its layers, name and exact weights. */
import { isGraphNetwork } from '../networkTypes';
import type { CustomNetwork, LensState, OwnNetwork } from '../types';
import { type Draft, type Entry, field } from './field';
import { layerText, readLayer } from './layerText';
import { type FloatBytes, floatsText, LinkFault, readFloats, readNumber } from './text';

const bytesOf = (precision: CustomNetwork['precision']): FloatBytes => (precision === 'float32' ? 4 : 8);

/** Before the name of the code that is read out. */
const CODE = '>';

/** In place of layers: the key `graph` has them. */
const GRAPH = 'graph';

const chainText = ({ precision, inputSize, layers, codeOutput }: CustomNetwork): string =>
  [precision, inputSize, ...layers.map(layerText), ...(codeOutput ? [CODE + codeOutput] : [])].join(';');

const networkText = (network: OwnNetwork): string =>
  isGraphNetwork(network) ? `${network.precision};${GRAPH}` : chainText(network);

function readNetwork(text: string): OwnNetwork {
  const [precision, inputs, ...parts] = text.split(';');
  if (precision !== 'float32' && precision !== 'float64')
    throw new LinkFault(`"${String(precision).slice(0, 24)}" is neither float32 nor float64`);
  if (inputs === GRAPH) return { name: '', precision, graph: '' };
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

function editNetwork(draft: Draft, edit: (network: OwnNetwork) => OwnNetwork): void {
  if (!draft.network) throw new LinkFault('there is no network (net) that it belongs to');
  draft.network = edit(draft.network);
}

/** The chain of layers that a key belongs to; null where there is none. */
const chainOf = ({ network }: Pick<LensState, 'network'>): CustomNetwork | null =>
  network && !isGraphNetwork(network) ? network : null;

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
      (state) => {
        const chain = chainOf(state);
        return chain ? floatsText(chain.weights, bytesOf(chain.precision)) : '';
      },
      (text, draft) => {
        const chain = chainOf(draft);
        if (!chain) throw new LinkFault('there is no network (net) of layers that it belongs to');
        draft.network = { ...chain, weights: readFloats(text, bytesOf(chain.precision)) };
      },
    ),
  ],
  [
    'graph',
    field(
      ({ network }) => (isGraphNetwork(network) ? network.graph : ''),
      (text, draft) => {
        if (!isGraphNetwork(draft.network)) throw new LinkFault('there is no network (net) that it belongs to');
        draft.network = { ...draft.network, graph: text };
      },
    ),
  ],
];
