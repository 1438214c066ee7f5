/** What `inspect --soft` adds to a report, as plain JSON. */
import type { Network } from '../network';
import { mapOnSlice } from '../network/localMap';
import { type InspectAt, type InspectReport, mapRows } from '../report';
import { pointInInput } from '../slice/slice';
import { jacobian, softMap } from './map';
import { codeEntropy, expectedActive, type SoftLayer, softPass } from './pass';
import type { Softness } from './softness';

export interface SoftReport extends InspectReport {
  /**
   * Gated layers in order: for each unit of two pieces t, the probability of its second one (ReLU: of being on); for one of
   * more pieces the probabilities of all.
   */
  readonly softCode: (number | number[])[][];
  /** f(x) = A v + c of the soft network, v as in `map`. */
  readonly softMap: { readonly A: number[][]; readonly c: number[] };
  /** ∂f/∂x of the soft network: outputs × inputs. */
  readonly jacobian: number[][];
  /** Of the whole code, in nats, and of each gated layer. */
  readonly entropy: number;
  readonly entropyByLayer: number[];
  readonly expectedActive: number;
}

/** A report with the soft network's part; `output` is then the soft network's, all that is hard stays the hard one's. */
export function softReport(network: Network, gates: Softness, where: InspectAt, report: InspectReport): SoftReport {
  const { slice } = where;
  const x = slice ? pointInInput(slice, where.at) : Float64Array.from(where.input);
  const pass = softPass(network, gates, x);
  const { layers, total } = codeEntropy(pass);
  const map = softMap(network, pass);
  return {
    ...report,
    output: Array.from(pass.output),
    softCode: pass.codes.map(codeRows),
    softMap: mapRows(slice ? mapOnSlice(map, slice) : map),
    jacobian: mapRows(jacobian(network, pass)).A,
    entropy: total,
    entropyByLayer: layers,
    expectedActive: expectedActive(pass),
  };
}

function codeRows({ size, pieces, probabilities }: SoftLayer): (number | number[])[] {
  return Array.from({ length: size }, (_, j) => {
    const p = Array.from(probabilities.subarray(j * pieces, (j + 1) * pieces));
    return pieces === 2 ? (p[1] as number) : p;
  });
}
