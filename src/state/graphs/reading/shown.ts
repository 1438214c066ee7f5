/** What scenes show of the graph of a file, by name, so that a worker can be told. */
import { type CheckedGraph, checkGraph } from '../../../core/graph';

export type Shown = 'all' | 'one pixel';

/** Pixels along the side of the picture that one pixel is read out of. */
export const PIXEL_SIDE = 6;

const BYTE = 255;

/** Takes values from 0 to 1, as pictures are shown here, and reads out one pixel of the larger picture. */
function onePixel({ name, nodes, input, output }: CheckedGraph): CheckedGraph {
  const scaled = {
    name: 'values to 255',
    op: 'scale',
    inputs: [input.name],
    shape: [1],
    factors: Float64Array.of(BYTE),
    offsets: Float64Array.of(0),
  } as const;
  const moved = nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((from) => (from === input.name ? scaled.name : from)),
  }));
  const pixel = {
    name: 'one pixel',
    op: 'crop',
    inputs: [output],
    starts: [PIXEL_SIDE, PIXEL_SIDE, 0],
    sizes: [1, 1, 3],
    steps: [1, 1, 1],
  } as const;
  return checkGraph({ name, nodes: [scaled, ...moved, pixel], output: pixel.name });
}

/** The graph that is shown. */
export const shownGraph = (graph: CheckedGraph, shown: Shown = 'all'): CheckedGraph =>
  shown === 'one pixel' ? onePixel(graph) : graph;
