import type { Slice } from '../slice/slice';
import { affineOp } from './affine';
import type { DenseLayer, Layer, Network } from './network';

/**
 * A network on a plane, as a network of the plane's two coordinates: f(origin + p·e1 + q·e2). Its first layer takes p and q,
 * all others stay. Its partition of the (p, q)-plane is that of the slice, but for rounding.
 */
export function restrictToSlice(network: Network, { origin, e1, e2 }: Slice): Network {
  const [first, ...rest] = network.layers as readonly [Layer, ...Layer[]];
  const { inputSize: n, outputSize: m, activation } = first;
  const columns = new Float64Array(3 * n);
  columns.set(e1);
  columns.set(e2, n);
  columns.set(origin, 2 * n);
  const z = new Float64Array(3 * m);
  affineOp(first).apply(columns, z, 3);
  const weights = new Float64Array(2 * m);
  for (let unit = 0; unit < m; unit++)
    for (let axis = 0; axis < 2; axis++) weights[2 * unit + axis] = z[axis * m + unit] as number;
  const { held, gated, source, contest } = first;
  const kept = {
    ...(held ? { held } : {}),
    ...(gated === undefined ? {} : { gated }),
    ...(source ? { source } : {}),
    ...(contest ? { contest } : {}),
  };
  const onPlane: DenseLayer = {
    kind: 'dense',
    inputSize: 2,
    outputSize: m,
    weights,
    bias: z.slice(2 * m),
    activation,
    ...kept,
  };
  const { graph: _, ...plain } = network;
  return { ...plain, inputSize: 2, layers: [onPlane, ...rest] };
}
