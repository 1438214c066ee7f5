import { pointInInput, type SlicePoint } from '../core';
import { facetsReport } from '../core/facetReport';
import { type Box, facetsOf, MOST_VOLUME_INPUTS } from '../core/polytope';
import type { ParsedNetwork } from '../formats';
import { loadSolver } from '../solver/loadNode';
import { type Arguments, coordinates, fileOperand, type OptionKinds, UsageError, wholeNumber } from './arguments';
import { facetsTable } from './facetsTable';
import { readNetwork } from './files';
import { requireFinite } from './inspect';

export const facetsOptions: OptionKinds = {
  at: 'value',
  input: 'value',
  box: 'value',
  volume: 'switch',
  samples: 'value',
  vectors: 'switch',
  json: 'switch',
};

/** `facets FILE --at p,q | --input x1,…,xd [--box l,u]`: the text for stdout; what had to be assumed goes to `note`. */
export async function facetsCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const file = fileOperand(args);
  const [at, input] = [args.value('at'), args.value('input')];
  if ((at === undefined) === (input === undefined))
    throw new UsageError('say where: either --at p,q (slice coordinates) or --input x1,…,xd');
  const samples = wholeNumber(args, 'samples', 1_000, 1_000_000_000);
  const source = readNetwork(file, note);
  const { network } = source;
  const x = at === undefined ? inputOf(source, input as string) : placeOf(source, at);
  requireFinite(at === undefined ? 'input' : 'at', network, x);
  const box = boxOf(args, network.inputSize, x);
  const volume = volumeWanted(args, box, network.inputSize);
  const solver = await loadSolver();
  const start = performance.now();
  const found = facetsOf(network, x, solver, { box, volume, ...(samples === undefined ? {} : { samples }) });
  const seconds = (performance.now() - start) / 1000;
  const report = facetsReport(found, { box, vectors: args.has('vectors'), seconds });
  return args.has('json') ? `${JSON.stringify(report)}\n` : facetsTable(source, report);
}

const inputOf = ({ network }: ParsedNetwork, text: string): Float64Array =>
  coordinates('input', text, network.inputSize, 'its inputs');

function placeOf({ network, slice }: ParsedNetwork, text: string): Float64Array {
  const [p = 0, q = 0] = coordinates('at', text, network.inputSize === 1 ? 1 : 2, 'slice coordinates');
  const at: SlicePoint = [p, q];
  return pointInInput(slice, at);
}

/** One range for all inputs, which must hold the point. */
function boxOf(args: Arguments, inputs: number, x: Float64Array): Box | null {
  const text = args.value('box');
  if (text === undefined) return null;
  const [lower = 0, upper = 0] = coordinates(
    'box',
    text,
    2,
    'lower and upper bound of all inputs',
    'this option needs',
  );
  if (!(lower < upper)) throw new UsageError(`--box: the lower bound ${lower} is not below the upper one, ${upper}`);
  const outside = x.findIndex((value) => value < lower || value > upper);
  if (outside >= 0)
    throw new UsageError(`--box: the point's input ${outside}, ${x[outside]}, is not in [${lower}, ${upper}]`);
  return { lower: new Float64Array(inputs).fill(lower), upper: new Float64Array(inputs).fill(upper) };
}

function volumeWanted(args: Arguments, box: Box | null, inputs: number): boolean {
  if (!args.has('volume')) return false;
  if (!box) throw new UsageError('--volume needs a --box');
  if (inputs > MOST_VOLUME_INPUTS)
    throw new UsageError(`--volume: at most ${MOST_VOLUME_INPUTS} inputs, not ${inputs}`);
  return true;
}
