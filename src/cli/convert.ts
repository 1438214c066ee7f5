import { type CheckedGraph, checkGraph, GraphError } from '../core/graph';
import { formatErrorText, type ParsedNetwork, writeNetworkJson, writeNetworkSafetensors } from '../formats';
import { Fault } from '../formats/checks';
import { isSingle } from '../formats/graphNetwork';
import { graphOfNetwork } from '../formats/graphOfNetwork';
import type { NetworkView } from '../formats/writeNetworkSafetensors';
import { type Arguments, type OptionKinds, UsageError } from './arguments';
import { writeFile } from './files';
import { readModel } from './source';

export const convertOptions: OptionKinds = { json: 'switch' };

const ENDINGS = ['json', 'safetensors', 'npz', 'onnx'] as const;
type Ending = (typeof ENDINGS)[number];

/** What is converted: a graph and, where it is a chain of dense layers, the network. */
interface Source {
  readonly graph: CheckedGraph;
  readonly network: ParsedNetwork | null;
  readonly view: NetworkView | undefined;
}

/** `convert IN OUT`: the text for stdout; what had to be assumed of IN, and what OUT cannot hold, goes to `note`. */
export async function convertCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const [from, to, extra] = args.operands;
  if (from === undefined || to === undefined) throw new UsageError('convert what? IN and OUT are needed');
  if (extra !== undefined) throw new UsageError(`IN and OUT are taken, found another operand: ${extra}`);
  const ending = endingOf(to);
  const model = await readModel(from, note);
  const { notes } = model.network ? model.network : model.graph;
  for (const text of notes) note(`${from}: ${text}`);
  const source: Source = model.network
    ? { graph: checkGraph(graphOfNetwork(model.network.network)), network: model.network, view: model.network }
    : { graph: model.graph.graph, network: null, view: model.graph.view };
  const content = await written(source, ending, to);
  if (ending === 'onnx') noteLosses(source, to, note);
  writeFile(to, content);
  return reportText(source.graph, to, ending, args.has('json'));
}

function endingOf(file: string): Ending {
  const ending = ENDINGS.find((each) => file.toLowerCase().endsWith(`.${each}`));
  if (!ending) throw new UsageError(`${file}: OUT must end in ${ENDINGS.map((each) => `.${each}`).join(', ')}`);
  return ending;
}

/** The file's content; a UsageError where the format has no form for the graph. */
async function written(source: Source, ending: Ending, file: string): Promise<string | Uint8Array> {
  try {
    return await contentOf(source, ending);
  } catch (error) {
    if (error instanceof Fault) throw new UsageError(`${file}: ${formatErrorText(error)}`);
    if (error instanceof GraphError)
      throw new UsageError(`${file}: node ${JSON.stringify(error.node)}: ${error.message}`);
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** Chains of dense layers stay what they are where the format has a form for them. */
async function contentOf({ graph, network, view }: Source, ending: Ending): Promise<string | Uint8Array> {
  if (ending === 'onnx') return (await import('../formats/onnx')).writeOnnx(graph);
  if (ending === 'npz') return (await import('../formats/graphTensors')).writeGraphNpz(graph, view);
  if (ending === 'json')
    return network
      ? writeNetworkJson(network.network, network)
      : (await import('../formats/graphJson')).writeGraphJson(graph, view);
  return network
    ? writeNetworkSafetensors(network.network, network)
    : (await import('../formats/graphTensors')).writeGraphSafetensors(graph, view);
}

function noteLosses({ graph, view }: Source, file: string, note: (text: string) => void): void {
  if (!graph.nodes.every(isSingle)) note(`${file}: ONNX holds float32 here: the parameters are rounded.`);
  if (view) note(`${file}: ONNX has no place for slice and domain: they are left out.`);
}

function reportText({ nodes }: CheckedGraph, file: string, format: Ending, json: boolean): string {
  const parameters = nodes.reduce(
    (sum, node) =>
      sum + Object.values(node).reduce((own, field) => own + (field instanceof Float64Array ? field.length : 0), 0),
    0,
  );
  if (json) return `${JSON.stringify({ file, format, nodes: nodes.length, parameters })}\n`;
  return `${file}: ${nodes.length} nodes, ${parameters.toLocaleString('en')} parameters\n`;
}
