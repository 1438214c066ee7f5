import { faceOutputs, partition } from '../../../src/core/partition';
import type { CellComplex, PartitionOptions } from '../../../src/core/partition/complex';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { EMPTY_LENS } from '../../../src/state/defaults';
import type { Colouring, LensState, PartitionResult } from '../../../src/state/types';
import type { FieldSource } from '../../../src/views/slice/fieldColours';
import { seededNetwork } from '../../support/build';

export interface Planar {
  readonly complex: CellComplex;
  readonly result: PartitionResult;
}

/** A seeded network with its partition of [−1, 1]². */
export function planar(widths: readonly number[], seed = 5, options: PartitionOptions = {}): Planar {
  const network = seededNetwork(widths, seed);
  const slice = axisSlice(2);
  const complex = partition(network, slice, square(1), options);
  const outputs = faceOutputs(network, slice, complex);
  const none = { interval: null, certificate: null, statistics: null };
  return { complex, result: { generation: 1, network, slice, complex, outputs, seconds: 0, ...none } };
}

export const sourceFor = ({ complex, result }: Planar, lens: Partial<LensState>): FieldSource => ({
  lens: { ...EMPTY_LENS, ...lens },
  result,
  data: null,
  faces: complex.areas.length,
  sizes: complex.areas,
});

export const colouringOf = (values: ArrayLike<number> | null, change: Partial<Colouring> = {}): Colouring => ({
  generation: 1,
  key: '',
  values,
  progress: null,
  problem: null,
  ...change,
});
