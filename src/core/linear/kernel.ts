import { ConvKernel } from './conv';
import { DenseKernel } from './dense';
import { SparseKernel } from './sparse';
import type { Kernel, LinearMap } from './types';

const kernels = new WeakMap<LinearMap, Kernel>();

/** What computes with a map; made once a map object. */
export function kernelOf(map: LinearMap): Kernel {
  let kernel = kernels.get(map);
  if (!kernel) {
    kernel =
      map.kind === 'sparse' ? new SparseKernel(map) : map.kind === 'dense' ? new DenseKernel(map) : new ConvKernel(map);
    kernels.set(map, kernel);
  }
  return kernel;
}
