import { type Network, type PathReport, pathReport, walkPath } from '../core';
import { type Softness, type SoftPathReport, softPathReport, softVariation } from '../core/soft';
import { type Arguments, coordinates, fileOperand, type OptionKinds, UsageError } from './arguments';
import type { Batch } from './batch/batch';
import { pathTable } from './pathTables';
import { noteSmooth, softnessOf } from './softness';
import { readNetwork } from './source';

export const pathOptions: OptionKinds = {
  from: 'value',
  to: 'value',
  via: 'value',
  extend: 'switch',
  soft: 'switch',
  beta: 'value',
  json: 'switch',
};

/** `path FILE --batch INPUTS`: from, points between, to, one after the other in a row. */
export const pathBatch: Batch = {
  options: ['extend', 'soft', 'beta'],
  points: 'several',
  start: ({ network }, args) => {
    const gates = softnessOf(network, args);
    return (vertices) => reportOf(network, vertices, args, gates);
  },
};

/** `path FILE --from x1,…,xd --to x1,…,xd`: the text for stdout; what had to be assumed of the file goes to `note`. */
export async function pathCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const file = fileOperand(args);
  const [from, to, via] = [args.value('from'), args.value('to'), args.value('via')];
  if (from === undefined || to === undefined)
    throw new UsageError('say the way: both --from x1,…,xd and --to x1,…,xd are needed, or --batch INPUTS');
  const source = await readNetwork(file, note);
  const point = (name: string, text: string): Float64Array =>
    coordinates(name, text, source.network.inputSize, 'its inputs');
  const between = via === undefined ? [] : via.split(';').map((text) => point('via', text));
  const vertices = [point('from', from), ...between, point('to', to)];
  const gates = softnessOf(source.network, args);
  noteSmooth(source.network, gates, 'crossings, codes and pieces', note);
  const report = reportOf(source.network, vertices, args, gates);
  return args.has('json') ? `${JSON.stringify(report)}\n` : pathTable(source, report);
}

function reportOf(
  network: Network,
  vertices: readonly Float64Array[],
  args: Arguments,
  gates: Softness | null,
): PathReport | SoftPathReport {
  const walk = walkPath(network, vertices);
  const report = pathReport(network, vertices, walk, args.has('extend'));
  return gates ? softPathReport(report, softVariation(network, gates, vertices, walk)) : report;
}
