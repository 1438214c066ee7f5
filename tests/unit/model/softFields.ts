/** A soft quantity over a frame of the slice, as it is asked of tfjs and as the float64 core has it. */
import type { Network } from '../../../src/core/network';
import type { Slice } from '../../../src/core/slice/slice';
import { type Softness, type SoftQuantity, softQuantity } from '../../../src/core/soft';
import type { FieldRequest } from '../../../src/core/training/model';

export interface Painted {
  readonly network: Network;
  readonly slice: Slice;
  readonly gates: Softness;
  readonly quantity: SoftQuantity;
}

type Frame = Pick<FieldRequest, 'from' | 'to' | 'width' | 'height'>;

export function softRequest({ network, slice, gates, quantity }: Painted, frame: Frame): FieldRequest {
  const held = network.layers.map((layer) => layer.held ?? null);
  const scalar = { kind: 'soft', quantity, gates, held, codeOutput: network.codeOutput ?? null } as const;
  return { slice, layersBefore: network.layersBefore ?? 0, ...frame, scalar, generation: 1 };
}

/** Values at the centres of the frame's pixels, row by row from above. */
export function coreValues({ network, slice, gates, quantity }: Painted, { from, to, width, height }: Frame): number[] {
  const at = softQuantity(network, gates, slice, quantity);
  return Array.from({ length: width * height }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    const p = from[0] + ((to[0] - from[0]) * (column + 0.5)) / width;
    return at(p, to[1] - ((to[1] - from[1]) * (row + 0.5)) / height);
  });
}

/** Those of the whole network. */
export const QUANTITIES: readonly SoftQuantity[] = [
  { kind: 'entropy', layer: null, unit: null },
  { kind: 'likeliest' },
  { kind: 'active' },
  { kind: 'distance' },
  { kind: 'output', index: 1 },
];
