/** The shape of the network's input where the file leaves some of it open. */
import { shapeText } from '../../core/graph/shapes';
import type { Shape } from '../../core/graph/types';
import { Fault } from '../checks';
import type { Declared, FileGraph } from './fileGraph';
import { asNumber } from './proto';

/** The input with its batch axis (−1: none), as the file has it. */
export interface FileInput {
  readonly shape: Shape;
  readonly batch: number;
  /** Whether the file leaves sizes open beside the batch. */
  readonly open: boolean;
  readonly notes: readonly string[];
}

/** Sizes of pictures tried in turn where a file leaves them open. */
const PICTURES = [64, 224, 32, 28, 96, 128, 256, 299] as const;

/** Shapes to try in turn: one where the file states it or the caller does. Throws a `Fault` where neither says enough. */
export function inputCandidates(file: FileGraph, input: Declared, given: Shape | undefined): FileInput[] {
  const where = `input '${input.name}'`;
  const sizes = input.sizes ?? (given ? [null, ...given.map(() => null)] : null);
  if (!sizes) throw new Fault(where, 'the file states no shape for it; give one');
  if (sizes.length === 0) throw new Fault(where, 'it is one number without axes');
  const batch = batchAxis(file, input, sizes, given);
  const notes = batch < 0 ? [] : [batchNote(input, sizes)];
  const own = sizes.filter((_, axis) => axis !== batch);
  const open = own.includes(null);
  const whole = (seen: Shape): Shape => (batch < 0 ? seen : [1, ...seen]);
  if (given) return [{ shape: whole(agreed(own, given, where)), batch, open, notes }];
  if (!open) return [{ shape: whole(own as number[]), batch, open, notes }];
  const guesses = own.length === 1 ? [featuresOf(file, input.name)] : PICTURES;
  return guesses.flatMap((guess) => {
    if (guess === null) throw new Fault(where, 'the file leaves its size open; give one');
    const first = own[0] ?? channelsOf(file, input.name) ?? (own.length > 2 ? 3 : guess);
    const seen = own.map((size, axis) => size ?? (axis === 0 ? first : guess));
    const note = `The file leaves sizes of '${input.name}' open; ${shapeText(seen)} was taken.`;
    return [{ shape: whole(seen), batch, open, notes: [...notes, note] }];
  });
}

/** 0 where the first axis is the batch: it is open or 1, or a picture's first of four. */
function batchAxis(
  file: FileGraph,
  input: Declared,
  sizes: readonly (number | null)[],
  given: Shape | undefined,
): number {
  if (given) return given.length === sizes.length ? -1 : 0;
  const [first] = sizes;
  if (sizes.length === 1) return -1;
  if (first === null || first === 1) return 0;
  return sizes.length >= 3 && takers(file, input.name).some(({ type }) => type === 'Conv' || type === 'MaxPool')
    ? 0
    : -1;
}

function batchNote({ name, symbols }: Declared, sizes: readonly (number | null)[]): string {
  const [first] = sizes;
  const axis = first === null ? `open${symbols[0] ? `, '${symbols[0]}'` : ''}` : `of size ${first}`;
  return `The first axis (${axis}) of '${name}' is taken as the batch: one input at a time.`;
}

/** The caller's shape, which must agree with what the file states. */
function agreed(own: readonly (number | null)[], given: Shape, where: string): Shape {
  const fits = own.length === given.length && own.every((size, axis) => size === null || size === given[axis]);
  if (fits && given.every((size) => Number.isInteger(size) && size > 0)) return given;
  const stated = `[${own.map((size) => size ?? '?').join(', ')}]`;
  throw new Fault(where, `the shape ${shapeText(given)} does not agree with the file's ${stated}`);
}

const takers = (file: FileGraph, value: string): FileGraph['nodes'] =>
  file.nodes.filter((node) => node.inputs[0] === value);

/** Channels of the first convolution's weights. */
function channelsOf(file: FileGraph, value: string): number | null {
  const conv = takers(file, value).find(({ type }) => type === 'Conv');
  const channels = asNumber(file.tensors.get(conv?.inputs[1] ?? '')?.dims?.[1]);
  return conv && channels > 0 ? channels * conv.attributes.number('group', 1) : null;
}

/** Rows of the first matrix. */
function featuresOf(file: FileGraph, value: string): number | null {
  const product = takers(file, value).find(({ type }) => type === 'Gemm' || type === 'MatMul');
  if (!product) return null;
  const dims = file.tensors.get(product.inputs[1] ?? '')?.dims?.map(asNumber) ?? [];
  return dims[product.attributes.number('transB', 0) !== 0 ? 1 : 0] || null;
}
