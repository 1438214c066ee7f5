import { f64, u8 } from '../../math/typed';
import { layerPieces } from '../../network/held';
import { codeLayout, type Layer, type Network } from '../../network/network';
import type { Columns } from '../outputs';
import type { FaceCode } from './faceCode';
import type { FaceColumns } from './faceColumns';

/** Columns of the network's output (after the last activation) under the code that both are at; the last layer's own where it has none. */
export function outputColumns(network: Network, code: FaceCode, { columns }: FaceColumns): Columns {
  const z = columns[columns.length - 1] as Columns;
  const last = network.layers[columns.length - 1] as Layer;
  const { slopes, offsets } = layerPieces(last);
  if (slopes.length < 2) return z;
  const gated = codeLayout(network, columns.length).gated.find(({ layer }) => layer === columns.length);
  if (!gated) return z;
  const n = z.length / 3;
  const out = new Float64Array(z.length);
  for (let j = 0; j < n; j++) {
    const piece = j < gated.size ? u8(code.pieces, gated.firstUnit + j) : (gated.held?.[j] as number);
    for (let c = 0; c < 3; c++) out[c * n + j] = (slopes[piece] as number) * f64(z, c * n + j);
    out[2 * n + j] = f64(out, 2 * n + j) + (offsets[piece] as number);
  }
  return out;
}
