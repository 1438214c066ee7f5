import type { DenseLayer, Network } from '../src/core/network';

interface BenchLayer {
  /** Outputs × inputs, row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
}

export function randomLayers(widths: readonly number[], seed?: number): BenchLayer[];
export function fixtureLayers(text: string): BenchLayer[];
export function toNetwork(
  name: string,
  layers: readonly BenchLayer[],
  denseNetwork: (name: string, layers: readonly DenseLayer[]) => Network,
): Network;
