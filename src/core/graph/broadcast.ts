import { kernelOf } from '../linear/kernel';
import { broadcastMap } from './affineOps';
import { type Shape, sizeOf } from './types';

/** All inputs in the shape that they broadcast to. */
export function broadcast(values: readonly Float64Array[], inputs: readonly Shape[], output: Shape): Float64Array[] {
  return values.map((x, i) => {
    const out = new Float64Array(sizeOf(output));
    kernelOf(broadcastMap(inputs[i] as Shape, output)).forward(x, 0, out, 0);
    return out;
  });
}
