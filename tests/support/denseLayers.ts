import type { DenseLayer, Layer, Network } from '../../src/core/network';

/** A layer as a dense one. Throws for other layers, and where there is none. */
export function denseLayer(layer: Layer | undefined): DenseLayer {
  if (layer?.kind !== 'dense') throw new Error(`expected a dense layer, found ${layer?.kind ?? 'none'}`);
  return layer;
}

/** The layers of a chain of dense layers. Throws for other networks. */
export const denseLayersOf = ({ layers }: Pick<Network, 'layers'>): DenseLayer[] => layers.map(denseLayer);
