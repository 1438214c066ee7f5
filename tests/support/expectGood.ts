import type { Network } from '../../src/core/network';
import { type CellComplex, partition } from '../../src/core/partition';
import type { PartitionOptions } from '../../src/core/partition/complex';
import type { Polygon, Slice } from '../../src/core/slice/slice';
import { checkComplex } from './checkComplex';
import { checkExact } from './checkExact';
import { describeNetwork } from './networks';

function report(problems: readonly string[], network: Network, slice: Slice, domain: Polygon): void {
  if (problems.length === 0) return;
  const where = JSON.stringify({ origin: [...slice.origin], u: [...slice.e1], v: [...slice.e2], domain });
  throw new Error(`${problems.slice(0, 12).join('\n')}\n${describeNetwork(network)}\n${where}`);
}

/** Cuts and checks every invariant; throws with the network's weights when one fails. */
export function expectSound(network: Network, slice: Slice, domain: Polygon, options?: PartitionOptions): CellComplex {
  const complex = partition(network, slice, domain, options);
  report(checkComplex(complex, network, slice, domain, options), network, slice, domain);
  return complex;
}

/** The same, and equality with exact arithmetic. */
export function expectExact(network: Network, slice: Slice, domain: Polygon, options?: PartitionOptions): CellComplex {
  const complex = partition(network, slice, domain, options);
  const problems = checkExact(complex, network, slice, domain, options);
  problems.push(...checkComplex(complex, network, slice, domain, options));
  report(problems, network, slice, domain);
  return complex;
}
