import {
  EngineError,
  forward,
  type InspectAt,
  type InspectReport,
  inspectReport,
  type Network,
  pointInInput,
  type SlicePoint,
} from '../core';
import { type Softness, type SoftReport, softReport } from '../core/soft';
import type { ParsedNetwork } from '../formats';
import { type Arguments, coordinates, fileOperand, type OptionKinds, UsageError } from './arguments';
import type { Batch } from './batch/batch';
import { inputPoint } from './rows';
import { planeOptions, withSlice } from './slice';
import { noteSmooth, softnessOf } from './softness';
import { readNetwork } from './source';
import { inspectTable } from './tables';

export const inspectOptions: OptionKinds = {
  at: 'value',
  input: 'value',
  soft: 'switch',
  beta: 'value',
  json: 'switch',
  ...planeOptions,
};

/** `inspect FILE --batch INPUTS`: an input a row. */
export const inspectBatch: Batch = {
  options: ['soft', 'beta'],
  points: 'one',
  start: ({ network }, args) => {
    const gates = softnessOf(network, args);
    return ([input]) => {
      const fault = overflowAt(network, input as Float64Array);
      if (fault) throw new EngineError(fault);
      return reportAt(network, { input: input as Float64Array }, gates);
    };
  },
};

/** `inspect FILE --at p,q | --input x1,…,xd`: the text for stdout; what had to be assumed of the file goes to `note`. */
export async function inspectCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const file = fileOperand(args);
  const at = args.value('at');
  const input = args.value('input');
  if ((at === undefined) === (input === undefined))
    throw new UsageError('say where: either --at p,q (slice coordinates) or --input x1,…,xd, or --batch INPUTS');
  const source = withSlice(await readNetwork(file, note), args, note);
  const gates = softnessOf(source.network, args);
  noteSmooth(source.network, gates, 'code, map, output and boundaries', note);
  const report =
    at === undefined
      ? inspectInput(source, inputPoint('input', input as string, source.network.inputSize, note), gates)
      : inspectAt(source, at, gates);
  return args.has('json')
    ? `${JSON.stringify(report)}
`
    : inspectTable(source, report);
}

function reportAt(network: Network, where: InspectAt, gates: Softness | null): InspectReport | SoftReport {
  const report = inspectReport(network, where);
  return gates ? softReport(network, gates, where, report) : report;
}

function inspectInput(
  { network }: ParsedNetwork,
  input: Float64Array,
  gates: Softness | null,
): InspectReport | SoftReport {
  requireFinite('input', network, input);
  return reportAt(network, { input }, gates);
}

/** In slice coordinates: two, or one for a network with one input (the maps then have one column). */
function inspectAt(
  { network, slice }: ParsedNetwork,
  text: string,
  gates: Softness | null,
): InspectReport | SoftReport {
  const line = network.inputSize === 1;
  const [p = 0, q = 0] = coordinates('at', text, line ? 1 : 2, 'slice coordinates');
  const at: SlicePoint = [p, q];
  requireFinite('at', network, pointInInput(slice, at));
  const report = reportAt(network, { slice, at }, gates);
  if (!line) return report;
  const oneColumn = ({ A, c }: InspectReport['map']) => ({ A: A.map((row) => row.slice(0, 1)), c });
  const hard = { ...report, map: oneColumn(report.map) };
  return 'softMap' in report ? { ...hard, softMap: oneColumn(report.softMap) } : hard;
}

/** Which output at x is not finite, in words; null where all are. */
export function overflowAt(network: Network, x: Float64Array): string | null {
  const unit = forward(network, x).findIndex((value) => !Number.isFinite(value));
  return unit < 0 ? null : `output ${unit} overflows float64 at this point`;
}

/** Throws a UsageError for the option `name` where an output at x overflows. */
export function requireFinite(name: string, network: Network, x: Float64Array): void {
  const fault = overflowAt(network, x);
  if (fault) throw new UsageError(`--${name}: ${fault}`);
}
