import { tidy } from '@tensorflow/tfjs';

/**
 * What `work` reads back, its tensors freed. `tidy` itself looks through what it is given back for tensors, entry by entry: of an
 * array of numbers that takes longer than to compute them.
 */
export function readTidily(work: () => Float32Array): Float32Array {
  let values: Float32Array | null = null;
  tidy(() => {
    values = work();
  });
  return values ?? new Float32Array();
}
