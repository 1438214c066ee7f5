import {
  type CellComplex,
  type Certificate,
  certify,
  certifyInterval,
  type IntervalComplex,
  intervalReport,
  type PartitionOptions,
  type PartitionReport,
  partition,
  partitionInterval,
  partitionReport,
  summariseSeconds,
} from '../core';
import type { ParsedNetwork } from '../formats';
import { complexJson, intervalJson } from '../formats/complexJson';
import { type Arguments, fileOperand, type OptionKinds, UsageError, wholeNumber } from './arguments';
import { writeFile } from './files';
import { sliceOptions, withSlice } from './slice';
import { readNetwork } from './source';
import { complexSvg } from './svg';
import { intervalSvg } from './svgInterval';
import { partitionTable } from './tables';

export const partitionOptions: OptionKinds = {
  repeat: 'value',
  json: 'switch',
  out: 'value',
  layer: 'value',
  decision: 'switch',
  'no-certificate': 'switch',
  ...sliceOptions,
};

/** What was cut: a plane's complex, or the interval of a network with one input. */
type Cut = { readonly complex: CellComplex } | { readonly interval: IntervalComplex };

/** `partition FILE …`: the text for stdout; what had to be assumed of the file goes to `note`. */
export async function partitionCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const out = outputKind(args.value('out'));
  const repeat = wholeNumber(args, 'repeat', 1, 10_000) ?? 1;
  const source = withSlice(await readNetwork(fileOperand(args), note), args, note);
  const upToLayer = wholeNumber(args, 'layer', 1, source.network.layers.length);
  const options: PartitionOptions = {
    ...(upToLayer === undefined ? {} : { upToLayer }),
    ...(args.has('decision') ? { decision: { threshold: 0 } } : {}),
  };
  const { cut, samples } = measure(source, options, repeat);
  const certificate = args.has('no-certificate') ? null : certificateOf(source, cut, options);
  const report = reportOf(source, cut, certificate, samples);
  if (out) writeFile(out.file, render(out.kind, source, cut));
  return args.has('json') ? `${JSON.stringify(report)}\n` : partitionTable(source, report);
}

function outputKind(file: string | undefined): { file: string; kind: 'json' | 'svg' } | null {
  if (file === undefined) return null;
  const kind = /\.(json|svg)$/i.exec(file)?.[1]?.toLowerCase();
  if (kind !== 'json' && kind !== 'svg') throw new UsageError(`--out: '${file}' must end in .json or .svg`);
  return { file, kind };
}

/** Cuts `repeat` times; seconds of the partition alone. */
function measure(source: ParsedNetwork, options: PartitionOptions, repeat: number): { cut: Cut; samples: number[] } {
  const { network, slice, domain, interval } = source;
  const once = (): Cut =>
    interval
      ? { interval: partitionInterval(network, slice, interval, options) }
      : { complex: partition(network, slice, domain, options) };
  const samples: number[] = [];
  for (;;) {
    const start = performance.now();
    const cut = once();
    samples.push((performance.now() - start) / 1000);
    if (samples.length >= repeat) return { cut, samples };
  }
}

function certificateOf(
  { network, slice, domain, interval }: ParsedNetwork,
  cut: Cut,
  options: PartitionOptions,
): Certificate {
  if ('complex' in cut) return certify(network, slice, domain, cut.complex, options);
  return certifyInterval(network, slice, interval ?? [0, 0], cut.interval);
}

function reportOf(
  source: ParsedNetwork,
  cut: Cut,
  certificate: Certificate | null,
  samples: number[],
): PartitionReport {
  const { slice, domain, interval } = source;
  const seconds = summariseSeconds(samples);
  if ('complex' in cut) return partitionReport(cut.complex, slice, domain, certificate, seconds);
  return intervalReport(cut.interval, slice, interval ?? [0, 0], certificate, seconds);
}

function render(kind: 'json' | 'svg', source: ParsedNetwork, cut: Cut): string {
  if ('complex' in cut) return kind === 'json' ? complexJson(source, cut.complex) : complexSvg(source, cut.complex);
  return kind === 'json' ? intervalJson(source, cut.interval) : intervalSvg(source, cut.interval);
}
