import type { ActivationSpec, DenseLayer, Network } from '../core/network';
import type { CodeOutput } from '../core/network/network';
import type { Polygon, Slice } from '../core/slice/slice';
import { chainOf } from './chainOf';
import { shortest } from './numberText';

const list = (values: Iterable<number>): string => `[${Array.from(values, shortest).join(',')}]`;

/** A layer's activation and what stands beside it; the code of a read-out is the last layer's activation. */
function activationText({ name, alpha, eta }: ActivationSpec, codeOutput: CodeOutput | undefined): string {
  if (codeOutput) return `"activation":"${codeOutput}",`;
  const beside =
    name === 'leakyRelu' ? `"alpha":${shortest(alpha ?? 0.01)},` : eta === undefined ? '' : `"eta":${shortest(eta)},`;
  return `"activation":"${name}",${beside}`;
}

function layerText(layer: DenseLayer, codeOutput: CodeOutput | undefined): string {
  const { weights, bias, inputSize, outputSize } = layer;
  const rows = Array.from({ length: outputSize }, (_, row) =>
    list(weights.subarray(row * inputSize, (row + 1) * inputSize)),
  );
  return `{${activationText(layer.activation, codeOutput)}"W":[${rows.join(',')}],"b":${list(bias)}}`;
}

/** A slice as JSON, every bit kept. With one input `v` is left out. */
export function sliceText({ origin, e1, e2 }: Slice): string {
  const v = origin.length === 1 ? '' : `,"v":${list(e2)}`;
  return `{"origin":${list(origin)},"u":${list(e1)}${v}}`;
}

/** A domain as JSON; `line`: of a network with one input. */
export const domainText = (domain: Polygon, line: boolean): string =>
  `[${domain.map((corner) => list(line ? corner.slice(0, 1) : corner)).join(',')}]`;

/**
 * Plain JSON of a network that `parseNetworkJson` reads back bit for bit. Every layer names its activation. Slice and
 * domain are written when given (for one input the domain is [lo, 0], [hi, 0], as parsing returns it).
 */
export function writeNetworkJson(network: Network, view?: { readonly slice: Slice; readonly domain: Polygon }): string {
  const line = network.inputSize === 1;
  const last = network.layers.length - 1;
  const layers = chainOf(network).map((layer, i) => layerText(layer, i === last ? network.codeOutput : undefined));
  const fields = [`"name":${JSON.stringify(network.name)}`];
  fields.push(`"layers":[\n${layers.join(',\n')}\n]`);
  if (view) fields.push(`"slice":${sliceText(view.slice)}`, `"domain":${domainText(view.domain, line)}`);
  return `{${fields.join(',\n')}}\n`;
}
