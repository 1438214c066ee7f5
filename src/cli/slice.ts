/** Slices that the command line names in place of the file's. */
import { anchorSlice } from '../core/slice/anchors';
import { randomDirections } from '../core/slice/random';
import { axisSlice, projectOnSlice, type Slice, square } from '../core/slice/slice';
import type { ParsedNetwork } from '../formats';
import { type Arguments, type OptionKinds, realNumber, UsageError } from './arguments';
import { inputPoint, rowsNamed } from './rows';

/** Options of every command that takes a point of a slice. */
export const planeOptions: OptionKinds = { anchors: 'value', plane: 'value', axes: 'value', through: 'value' };

/** Options of every command that takes a slice and its domain. */
export const sliceOptions: OptionKinds = { ...planeOptions, domain: 'value' };

const LARGEST_SEED = 2 ** 32 - 1;

/** Share of room around the anchors. */
const MARGIN = 0.1;

const WAYS = ['anchors', 'plane', 'axes'] as const;

/**
 * The network with the slice that the words ask for, or as it is. `--anchors FILE#i,#j,#k`: through three rows, their centroid at 0
 * and the first two at equal height; the domain is a square about 0 that holds them. `--plane random:SEED` and `--axes i,j`: through
 * the origin of the file's slice, or a point given by `--through`, on the file's domain. `--domain H`: the square [−H, H]² in place of
 * any. What had to be assumed goes to `note`. Throws a UsageError that says what is wrong.
 */
export function withSlice(source: ParsedNetwork, args: Arguments, note: (text: string) => void): ParsedNetwork {
  const given = WAYS.filter(args.has);
  const [way, other] = given;
  if (other !== undefined) throw new UsageError(`--${way} and --${other} are two slices; one is taken`);
  if (args.has('through') && (way === undefined || way === 'anchors'))
    throw new UsageError('--through goes with --plane or --axes');
  const named = Object.keys(sliceOptions).find(args.has);
  if (named !== undefined && args.has('input'))
    throw new UsageError(`--${named} goes with --at: --input is in no slice`);
  const { inputSize } = source.network;
  const half = realNumber(args, 'domain', 0);
  if (way === undefined && half === undefined) return source;
  if (inputSize === 1) throw new UsageError(`--${way ?? 'domain'}: a network with one input has no planes`);
  const made =
    way === 'anchors' ? throughAnchors(args.value(way) as string, inputSize, note) : along(way, source, args, note);
  return { ...source, ...made, ...(half === undefined ? {} : { domain: square(half) }) };
}

type Made = Pick<ParsedNetwork, 'slice' | 'domain'>;

function throughAnchors(text: string, inputSize: number, note: (text: string) => void): Made {
  const three = (rows: number): string | null => (rows === 3 ? null : `${rows} rows; a plane goes through three`);
  const [a, b, c] = rowsNamed('anchors', text, inputSize, note, three) as [Float64Array, Float64Array, Float64Array];
  const first = anchorSlice(a, b, c, [0, 0], 0, 1);
  if (!first.ok) throw new UsageError(`--anchors: ${first.message}`);
  const places = [a, b, c].map((point) => projectOnSlice(first.slice, point));
  const middle = (axis: 0 | 1): number => places.reduce((sum, place) => sum + place[axis], 0) / 3;
  const at = [-middle(0), -middle(1)] as const;
  const centred = anchorSlice(a, b, c, at, 0, 1);
  if (!centred.ok) throw new UsageError(`--anchors: ${centred.message}`);
  const reach = Math.max(...places.flatMap(([p, q]) => [Math.abs(p + at[0]), Math.abs(q + at[1])]));
  return { slice: centred.slice, domain: square((1 + MARGIN) * reach) };
}

function along(
  way: 'plane' | 'axes' | undefined,
  { network, slice, domain }: ParsedNetwork,
  args: Arguments,
  note: (text: string) => void,
): Made {
  if (way === undefined) return { slice, domain };
  const { inputSize } = network;
  const through = args.value('through');
  const origin = through === undefined ? slice.origin : inputPoint('through', through, inputSize, note);
  const text = args.value(way) as string;
  return { slice: way === 'axes' ? axesOf(text, origin) : randomOf(text, origin), domain };
}

/** Coordinates are the two inputs' own values, so the origin has 0 for them. */
function axesOf(text: string, origin: Float64Array): Slice {
  const parts = text.split(',').map((part) => part.trim());
  const [i, j] = parts.map(Number) as [number, number];
  if (parts.length !== 2 || !parts.every((part) => /^\d{1,9}$/.test(part)))
    throw new UsageError(`--axes: '${text}' is not two inputs, as 0,1`);
  const missing = [i, j].find((input) => input >= origin.length);
  if (missing !== undefined)
    throw new UsageError(`--axes: there is no input ${missing}, this network takes ${origin.length} (from 0)`);
  if (i === j) throw new UsageError(`--axes: both are input ${i}; a plane needs two`);
  const base = Float64Array.from(origin);
  base[i] = 0;
  base[j] = 0;
  return axisSlice(origin.length, i, j, base);
}

function randomOf(text: string, origin: Float64Array): Slice {
  const [, digits] = /^random:(\d{1,10})$/.exec(text.trim()) ?? [];
  const seed = Number(digits);
  if (digits === undefined || seed > LARGEST_SEED)
    throw new UsageError(`--plane: '${text}' is not random:SEED with a whole number from 0 to ${LARGEST_SEED}`);
  const [e1, e2] = randomDirections(origin.length, seed, 2) as [Float64Array, Float64Array];
  return { origin: Float64Array.from(origin), e1, e2 };
}
