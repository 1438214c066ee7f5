import { checkGraph } from '../../core/graph/check';
import type { Graph, GraphNode, GraphOp } from '../../core/graph/types';
import { Fault } from '../checks';
import { encodeModel } from './proto';
import { batched, inputOf, Sheet, shifted, type Writer } from './sheet';
import { placeOf } from './step';
import { activation, functionOf } from './writeActivations';
import { AFFINE_WRITERS } from './writeAffine';

/** Version of the ops that are written, and of the format that knows it. */
const OPSET = 18;
const FORMAT_VERSION = 8;

const PAIRS = {
  add: 'Add',
  subtract: 'Sub',
  multiply: 'Mul',
  divide: 'Div',
  maximum: 'Max',
  minimum: 'Min',
} as const;

const several: Writer<keyof typeof PAIRS> = (sheet, node) => {
  const name = node.op === 'add' && node.inputs.length > 2 ? 'Sum' : PAIRS[node.op];
  return sheet.last(node, node.inputs.length === 1 ? 'Identity' : name, node.inputs);
};

const argMax: Writer<'argMax'> = (sheet, node) => {
  const index = sheet.part(node, 'index', 'ArgMax', [inputOf(node)], {
    axis: node.axis + 1,
    keepdims: Number(node.keep),
  });
  return sheet.last(node, 'Cast', [index], { to: 1 });
};

const prelu: Writer<'prelu'> = (sheet, node) =>
  sheet.last(node, 'PRelu', [inputOf(node), sheet.floats(node, 'slopes', node.shape, node.slopes)]);

const softmax: Writer<'softmax'> = (sheet, node) =>
  sheet.last(node, 'Softmax', [inputOf(node)], { axis: node.axis + 1 });

const layerNorm: Writer<'layerNorm'> = (sheet, node) => {
  const shape = sheet.shapeOf(inputOf(node)).slice(node.axis);
  const parameters = (['gamma', 'beta'] as const).map((what) => sheet.floats(node, what, shape, node[what]));
  const [axis] = shifted([node.axis]) as [number];
  return sheet.last(node, 'LayerNormalization', [inputOf(node), ...parameters], {
    axis,
    epsilon: { float: node.epsilon },
  });
};

const constant: Writer<'constant'> = (sheet, node) =>
  sheet.floatsNamed(node.name, node, batched(node.shape), node.values);

const unknown: Writer<'unknown'> = (_, node) => {
  throw new Fault(placeOf({ name: node.name, type: node.type }), 'an op that is not known here cannot be written');
};

const WRITERS: { readonly [Op in GraphOp]: Writer<Op> } = {
  ...AFFINE_WRITERS,
  input: (_, node) => node.name,
  constant,
  activation,
  function: functionOf,
  prelu,
  argMax,
  softmax,
  layerNorm,
  add: several,
  subtract: several,
  multiply: several,
  divide: several,
  maximum: several,
  minimum: several,
  unknown,
};

/**
 * A graph as an ONNX model of opset 18: float32, a batch of one in front of every shape, nodes under their own names; what
 * takes several ops has the last under the node's name and the others as `name/part`. Throws a `Fault` that names a node
 * without a form in ONNX (an unknown op, a table with steps) or a value that float32 cannot hold, and a GraphError where the
 * graph is not sound.
 */
export function writeOnnx(graph: Graph): Uint8Array {
  const checked = checkGraph(graph);
  const sheet = new Sheet(checked);
  for (const node of checked.nodes) {
    if (node.name === '') throw new Fault('', 'a node without a name cannot be written');
    (WRITERS[node.op] as (sheet: Sheet, node: GraphNode) => string)(sheet, node);
  }
  return encodeModel({
    irVersion: FORMAT_VERSION,
    producerName: 'polytope-lens',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: checked.name || 'network',
      node: sheet.nodes,
      initializer: sheet.tensors,
      input: [valueInfo(sheet, checked.input.name)],
      output: [valueInfo(sheet, checked.output)],
    },
  });
}

const valueInfo = (sheet: Sheet, name: string) => ({
  name,
  type: { tensorType: { elemType: 1, shape: { dim: batched(sheet.shapeOf(name)).map((dimValue) => ({ dimValue })) } } },
});
