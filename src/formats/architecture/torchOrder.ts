/**
 * Tensors of files that are not PyTorch's, under its names and in its order of axes: Keras has `kernel`, inputs before outputs and channels
 * last; arrays that a person saved may have no names of layers at all.
 */
import { naturalOrder } from '../naturalOrder';
import { permuted } from '../permuted';
import { isReal, type Tensor } from '../tensors';
import type { Tensors } from './parameters';

export interface TorchTensors {
  readonly tensors: Tensors;
  /** Whether the file is Keras's: pictures are height × width × channels, also where they are flattened. */
  readonly keras: boolean;
  /** What was assumed, as sentences. */
  readonly notes: readonly string[];
}

/** Keras's endings and PyTorch's. */
const ENDINGS: Readonly<Record<string, string>> = {
  kernel: 'weight',
  depthwise_kernel: 'weight',
  gamma: 'weight',
  alpha: 'weight',
  beta: 'bias',
  bias: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

const KERAS = /(^|[./])(kernel|depthwise_kernel|gamma|moving_mean)(:0)?$/;
const TORCH = /(^|\.)weight$/;

/** Values are copied where axes are exchanged. Cost: linear in the values. */
export function inTorchOrder(tensors: Tensors): TorchTensors {
  const names = [...tensors.keys()];
  if (names.some((name) => KERAS.test(name))) return fromKeras(tensors);
  if (names.some((name) => TORCH.test(name))) return turnedWhereBiasesSay(tensors);
  return fromLists(tensors);
}

function fromKeras(tensors: Tensors): TorchTensors {
  const renamed = new Map<string, Tensor>();
  for (const [name, tensor] of tensors) {
    const plain = name.replace(/:0$/, '').replaceAll('/', '.');
    const [, path = '', ending = plain] = /^(.*\.)?([^.]*)$/.exec(plain) ?? [];
    const known = ENDINGS[ending];
    const kernel =
      ending === 'kernel' ? outputsFirst(tensor) : ending === 'depthwise_kernel' ? depthwise(tensor) : tensor;
    renamed.set(known ? `${path}${known}` : name, kernel);
  }
  const notes = [
    'Keras’s weights: inputs × outputs, taken with their axes exchanged; pictures have their channels last.',
  ];
  return { tensors: renamed, keras: true, notes };
}

/** Spatial axes to the end, outputs before inputs. */
const outputsFirst = (tensor: Tensor): Tensor => {
  const rank = tensor.shape.length;
  return rank < 2 ? tensor : permuted(tensor, [rank - 1, rank - 2, ...Array.from({ length: rank - 2 }, (_, i) => i)]);
};

/** Height × width × channels × multiplier to channels·multiplier × 1 × height × width. */
function depthwise(tensor: Tensor): Tensor {
  if (tensor.shape.length !== 4) return tensor;
  const { shape, ...rest } = permuted(tensor, [2, 3, 0, 1]);
  const [channels = 0, multiplier = 0, ...kernel] = shape;
  return { ...rest, shape: [channels * multiplier, 1, ...kernel] };
}

/** A matrix with its bias, by the names that they have after reading. */
interface Pair {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
}

/** How many biases say that matrices are inputs × outputs, less those that say the other; next to none, how many neighbours do. */
function votes(pairs: readonly Pair[]): number {
  const flat = pairs.filter(({ weight }) => weight.shape.length === 2);
  const sides = ({ weight }: Pair): [number, number] => weight.shape as unknown as [number, number];
  const vote = (asKeras: boolean, asTorch: boolean): number => Number(asKeras) - Number(asTorch);
  const byBias = flat.reduce((sum, pair) => {
    const [rows, columns] = sides(pair);
    const length = pair.bias?.shape[0];
    return length === undefined ? sum : sum + vote(length === columns, length === rows);
  }, 0);
  if (byBias !== 0) return byBias;
  return flat.slice(1).reduce((sum, pair, i) => {
    const [[rows, columns], [before, after]] = [sides(pair), sides(flat[i] as Pair)];
    return sum + vote(after === rows, before === columns);
  }, 0);
}

/** PyTorch's names, but matrices that are inputs × outputs: lengths of biases tell. */
function turnedWhereBiasesSay(tensors: Tensors): TorchTensors {
  const pairs = [...tensors].flatMap(([name, weight]) =>
    TORCH.test(name) ? [{ weight, bias: tensors.get(name.replace(/weight$/, 'bias')) }] : [],
  );
  const told = pairs.filter(({ bias }) => bias !== undefined);
  if (votes(told) <= 0) return { tensors, keras: false, notes: [] };
  const turned = [...tensors].map(([name, tensor]): [string, Tensor] => [
    name,
    TORCH.test(name) && tensor.shape.length === 2 ? outputsFirst(tensor) : tensor,
  ]);
  return { tensors: new Map(turned), keras: false, notes: [TURNED] };
}

const TURNED = 'Biases are as long as the matrices are wide: these are inputs × outputs, and are exchanged.';

/** Names that arrays of weights have where layers have none; other arrays may be data. */
const LISTED = /^(w|b|weights?|bias(es)?|kernels?|coefs?|intercepts?|arr)_?\d+$/i;

const lastNumber = (name: string): number => Number(/(\d+)\D*$/.exec(name)?.[1] ?? Number.NaN);

/** Arrays without names of layers (`W1`, `b1`, …; `arr_0`, `arr_1`, …): each matrix, and the list behind it that fits. */
function fromLists(tensors: Tensors): TorchTensors {
  const none = { tensors, keras: false, notes: [] };
  const arrays = [...tensors];
  if (!arrays.every(([name, { type }]) => isReal(type) && LISTED.test(name))) return none;
  const ordered = arrays.toSorted(
    ([a, { shape: s }], [b, { shape: t }]) =>
      lastNumber(a) - lastNumber(b) || t.length - s.length || naturalOrder(a, b),
  );
  const pairs = new Map<string, Pair>();
  let open: readonly [string, Tensor] | null = null;
  for (const [name, tensor] of ordered) {
    if (tensor.shape.length === 2) {
      open = [name, tensor];
      pairs.set(name, { weight: tensor, bias: undefined });
    } else if (open && tensor.shape.length === 1 && open[1].shape.includes(tensor.shape[0] as number)) {
      pairs.set(open[0], { weight: open[1], bias: tensor });
      open = null;
    } else return none;
  }
  // One alone may be points and their classes.
  if (pairs.size < 2) return none;
  const turned = votes([...pairs.values()]) >= 0;
  const renamed = [...pairs].flatMap(([name, { weight, bias }]): [string, Tensor][] => [
    [`${name}.weight`, turned ? outputsFirst(weight) : weight],
    ...(bias ? [[`${name}.bias`, bias] as [string, Tensor]] : []),
  ]);
  const order = [...pairs.keys()].join(', ');
  const note = `The file names no layers: matrices are taken in the order ${order}, ${turned ? 'inputs × outputs' : 'outputs × inputs'}, each with the list behind it as its bias.`;
  return { tensors: new Map(renamed), keras: false, notes: [note] };
}
