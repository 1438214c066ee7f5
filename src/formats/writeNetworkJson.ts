import type { DenseLayer, Network } from '../core/network';
import type { Polygon, Slice } from '../core/slice/slice';
import { shortest } from './numberText';

const list = (values: Iterable<number>): string => `[${Array.from(values, shortest).join(',')}]`;

function layerText({ weights, bias, activation, inputSize, outputSize }: DenseLayer): string {
  const rows = Array.from({ length: outputSize }, (_, row) =>
    list(weights.subarray(row * inputSize, (row + 1) * inputSize)),
  );
  const alpha = activation.name === 'leakyRelu' ? `"alpha":${shortest(activation.alpha ?? 0.01)},` : '';
  return `{"activation":"${activation.name}",${alpha}"W":[${rows.join(',')}],"b":${list(bias)}}`;
}

/**
 * Plain JSON of a network that `parseNetworkJson` reads back bit for bit. Every layer names its activation. Slice and
 * domain are written when given (for one input the domain is [lo, 0], [hi, 0], as parsing returns it).
 */
export function writeNetworkJson(network: Network, view?: { readonly slice: Slice; readonly domain: Polygon }): string {
  const line = network.inputSize === 1;
  const fields = [`"name":${JSON.stringify(network.name)}`];
  fields.push(`"layers":[\n${network.layers.map(layerText).join(',\n')}\n]`);
  if (view) {
    const { slice, domain } = view;
    const v = line ? '' : `,"v":${list(slice.e2)}`;
    fields.push(`"slice":{"origin":${list(slice.origin)},"u":${list(slice.e1)}${v}}`);
    fields.push(`"domain":[${domain.map((corner) => list(line ? corner.slice(0, 1) : corner)).join(',')}]`);
  }
  return `{${fields.join(',\n')}}\n`;
}
