import type { Network } from '../network/network';
import type { Polygon, Slice } from '../slice/slice';
import type { PartitionOptions } from './complex';
import type { PartitionRun } from './partitionRun';

type LargeRunMaker = (network: Network, slice: Slice, domain: Polygon, options: PartitionOptions) => PartitionRun;

let maker: LargeRunMaker | null = null;

/** Says how networks with programs are cut. `tiles/tiledRun` does it when it is loaded. */
export function provideLargeRuns(make: LargeRunMaker): void {
  maker = make;
}

/** Whether a network is cut part by part. Others do without the code of `tiles`. */
export const isLarge = ({ layers }: Network): boolean => layers.some(({ kind }) => kind === 'program');

/** Begins to cut a large network. Throws an Error where `tiles/tiledRun` is not loaded. */
export function largeRun(network: Network, slice: Slice, domain: Polygon, options: PartitionOptions): PartitionRun {
  if (!maker) throw new Error('the code for large networks (partition/tiles) is not loaded');
  return maker(network, slice, domain, options);
}
