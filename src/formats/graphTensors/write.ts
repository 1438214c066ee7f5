/** Graphs in tensor files: parameters as tensors, all else as JSON that names them. */
import type { Graph } from '../../core/graph/types';
import { graphText } from '../graphJson/write';
import { writeNpz } from '../npz/npz';
import { type NamedTensor, writeSafetensors } from '../safetensors';
import { GRAPH_KEY } from '../weightFile';
import { type NetworkView, viewTexts } from '../writeNetworkSafetensors';

/**
 * A safetensors file that `graphOfTensors` reads back bit for bit: each parameter is a tensor `node.weight`, `node.bias`,
 * `node.running_mean`, … as PyTorch names them, F32 where all its values are float32, else F64; metadata: `format` (pt),
 * `name`, and `graph`, the graph's JSON with `{"tensor": name}` for parameters. Slice and domain are left out where they are
 * too long (`viewTexts`). Throws a RangeError where the header would be beyond the limit. Cost: linear in the parameters.
 */
export function writeGraphSafetensors(graph: Graph, view?: NetworkView): Uint8Array {
  const { text, tensors } = taken(graph, view && viewTexts(view) ? view : undefined);
  return writeSafetensors(
    tensors,
    new Map([
      ['format', 'pt'],
      ['name', graph.name],
      [GRAPH_KEY, text],
    ]),
  );
}

/** An npz archive, the same way; the JSON is a text in it. */
export function writeGraphNpz(graph: Graph, view?: NetworkView): Uint8Array {
  const { text, tensors } = taken(graph, view);
  return writeNpz(tensors, new Map([[GRAPH_KEY, text]]));
}

function taken(graph: Graph, view: NetworkView | undefined): { text: string; tensors: NamedTensor[] } {
  const tensors: NamedTensor[] = [];
  const text = graphText(
    graph,
    (node, field, values, shape) => {
      const name = `${node.name}.${field.tensor}`;
      tensors.push(tensorOf(name, values, shape));
      return `{"tensor":${JSON.stringify(name)}}`;
    },
    view,
  );
  return { text, tensors };
}

function tensorOf(name: string, values: Float64Array, shape: readonly number[]): NamedTensor {
  const single = values.every((value) => Object.is(Math.fround(value), value));
  return single
    ? { name, type: 'F32', shape, data: Float32Array.from(values) }
    : { name, type: 'F64', shape, data: values };
}
