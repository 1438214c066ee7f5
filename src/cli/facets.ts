import { EngineError, type Network, pointInInput, type SlicePoint } from '../core';
import { type FacetsReport, facetsReport } from '../core/facetReport';
import { type Box, facetsOf, type LinearSolver, MOST_VOLUME_INPUTS } from '../core/polytope';
import type { ParsedNetwork } from '../formats';
import { loadSolver } from '../solver/loadNode';
import { type Arguments, coordinates, fileOperand, type OptionKinds, UsageError, wholeNumber } from './arguments';
import type { Batch } from './batch/batch';
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

let loading: Promise<LinearSolver> | null = null;

/** One solver for all rows of a batch. */
function solverOnce(): Promise<LinearSolver> {
  loading ??= loadSolver();
  return loading;
}

/** `facets FILE --batch INPUTS`: an input a row. Lines have no `seconds`, so that they are the same in every run. */
export const facetsBatch: Batch = {
  options: ['box', 'volume', 'samples', 'vectors'],
  points: 'one',
  async report({ network }, [input], args) {
    const x = input as Float64Array;
    const outside = outsideOf(args, x);
    if (outside) throw new EngineError(outside);
    const { seconds: _, ...report } = await search(network, x, args);
    return report;
  },
};

/** `facets FILE --at p,q | --input x1,…,xd [--box l,u]`: the text for stdout; what had to be assumed goes to `note`. */
export async function facetsCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const file = fileOperand(args);
  const [at, input] = [args.value('at'), args.value('input')];
  if ((at === undefined) === (input === undefined))
    throw new UsageError('say where: either --at p,q (slice coordinates) or --input x1,…,xd, or --batch INPUTS');
  const source = readNetwork(file, note);
  const x = at === undefined ? inputOf(source, input as string) : placeOf(source, at);
  const fault = outsideOf(args, x);
  if (fault) throw new UsageError(`--box: ${fault}`);
  const report = await search(source.network, x, args, at === undefined ? 'input' : 'at');
  return args.has('json') ? `${JSON.stringify(report)}\n` : facetsTable(source, report);
}

async function search(network: Network, x: Float64Array, args: Arguments, name = 'batch'): Promise<FacetsReport> {
  const samples = wholeNumber(args, 'samples', 1_000, 1_000_000_000);
  requireFinite(name, network, x);
  const box = boxOf(args, network.inputSize);
  const volume = volumeWanted(args, box, network.inputSize);
  const solver = await solverOnce();
  const start = performance.now();
  const found = facetsOf(network, x, solver, { box, volume, ...(samples === undefined ? {} : { samples }) });
  const seconds = (performance.now() - start) / 1000;
  return facetsReport(found, { box, vectors: args.has('vectors'), seconds });
}

const inputOf = ({ network }: ParsedNetwork, text: string): Float64Array =>
  coordinates('input', text, network.inputSize, 'its inputs');

function placeOf({ network, slice }: ParsedNetwork, text: string): Float64Array {
  const [p = 0, q = 0] = coordinates('at', text, network.inputSize === 1 ? 1 : 2, 'slice coordinates');
  const at: SlicePoint = [p, q];
  return pointInInput(slice, at);
}

/** The one range of all inputs; null without `--box`. */
function rangeOf(args: Arguments): readonly [lower: number, upper: number] | null {
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
  return [lower, upper];
}

/** Why the box does not hold the point, or null. */
function outsideOf(args: Arguments, x: Float64Array): string | null {
  const [lower, upper] = rangeOf(args) ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const outside = x.findIndex((value) => value < lower || value > upper);
  return outside < 0 ? null : `the point's input ${outside}, ${x[outside]}, is not in [${lower}, ${upper}]`;
}

function boxOf(args: Arguments, inputs: number): Box | null {
  const range = rangeOf(args);
  return range && { lower: new Float64Array(inputs).fill(range[0]), upper: new Float64Array(inputs).fill(range[1]) };
}

function volumeWanted(args: Arguments, box: Box | null, inputs: number): boolean {
  if (!args.has('volume')) return false;
  if (!box) throw new UsageError('--volume needs a --box');
  if (inputs > MOST_VOLUME_INPUTS)
    throw new UsageError(`--volume: at most ${MOST_VOLUME_INPUTS} inputs, not ${inputs}`);
  return true;
}
