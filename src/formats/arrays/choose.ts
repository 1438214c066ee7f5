/** Which of several arrays are the inputs and which the targets, by their names and shapes. */
import { Fault } from '../checks';
import type { Tensor } from '../tensors';

/** Arrays that belong together: a point a row of the first axis of each. */
export interface LabelledArrays {
  readonly inputs: Tensor;
  /** Null: points without targets. */
  readonly targets: Tensor | null;
  /** What was chosen and left out, as sentences. */
  readonly notes: readonly string[];
}

/** Names that go together, the likeliest first; case does not count. */
const PAIRS: readonly (readonly [inputs: string, targets: string])[] = [
  ['x_train', 'y_train'],
  ['train_images', 'train_labels'],
  ['train_x', 'train_y'],
  ['x', 'y'],
  ['images', 'labels'],
  ['data', 'target'],
  ['data', 'targets'],
  ['data', 'labels'],
  ['features', 'labels'],
  ['inputs', 'targets'],
  ['inputs', 'labels'],
  ['x_test', 'y_test'],
  ['t10k_images', 't10k_labels'],
  ['test_images', 'test_labels'],
  ['test_x', 'test_y'],
];

export const shapeText = ({ shape }: Tensor): string => shape.join(' × ') || 'one value';

const listed = (arrays: ReadonlyMap<string, Tensor>): string =>
  [...arrays]
    .slice(0, 8)
    .map(([name, tensor]) => `${name} (${shapeText(tensor)})`)
    .join(', ') + (arrays.size > 8 ? ', …' : '');

interface Names {
  readonly inputs: string;
  readonly targets: string | null;
}

const byLowerCase = (arrays: ReadonlyMap<string, Tensor>): ReadonlyMap<string, string> =>
  new Map([...arrays.keys()].map((name) => [name.toLowerCase(), name]));

/** By known names of both. */
function named(arrays: ReadonlyMap<string, Tensor>): Names | null {
  const own = byLowerCase(arrays);
  const both = PAIRS.find(([inputs, targets]) => own.has(inputs) && own.has(targets));
  return both ? { inputs: own.get(both[0]) as string, targets: own.get(both[1]) as string } : null;
}

/** By a known name of inputs. */
function inputsNamed(arrays: ReadonlyMap<string, Tensor>): Names | null {
  const own = byLowerCase(arrays);
  const alone = PAIRS.find(([inputs]) => own.has(inputs));
  return alone ? { inputs: own.get(alone[0]) as string, targets: null } : null;
}

const isLong = ({ shape }: Tensor): boolean => shape.length > 1 && shape.slice(1).some((length) => length > 1);

/** By their shapes: the only array of rows, and beside it the only one with a value for each of them (or the only one at all). */
function shaped(arrays: ReadonlyMap<string, Tensor>): Names | null {
  const all = [...arrays].filter(([, { shape }]) => shape.length > 0);
  const [only, ...more] = all.length === 1 ? all : all.filter(([, tensor]) => isLong(tensor));
  if (!only || more.length > 0) return null;
  const rows = only[1].shape[0];
  const beside = all.filter(([name, tensor]) => name !== only[0] && !isLong(tensor));
  const [target, ...others] = beside.length === 1 ? beside : beside.filter(([, { shape }]) => shape[0] === rows);
  return { inputs: only[0], targets: target && others.length === 0 ? target[0] : null };
}

/**
 * Inputs and targets among named arrays, as an .npz file has them: known pairs of names first (`x_train` and `y_train`, `X` and
 * `y`, `images` and `labels` …), then shapes, then a known name of inputs. Throws a `Fault` that lists the arrays where neither says which they are.
 */
export function chooseArrays(arrays: ReadonlyMap<string, Tensor>): LabelledArrays {
  if (arrays.size === 0) throw new Fault('', 'there are no arrays in it');
  const found = named(arrays) ?? shaped(arrays) ?? inputsNamed(arrays);
  if (!found)
    throw new Fault(
      '',
      `which arrays are the points? There are ${listed(arrays)}; X and y, or x_train and y_train, are understood`,
    );
  const inputs = arrays.get(found.inputs) as Tensor;
  const targets = found.targets === null ? null : (arrays.get(found.targets) as Tensor);
  const others = [...arrays.keys()].filter((name) => name !== found.inputs && name !== found.targets);
  const notes = [
    `inputs: ${found.inputs} (${shapeText(inputs)})${found.targets === null ? '' : `; targets: ${found.targets}`}`,
  ];
  if (others.length > 0) notes.push(`left out: ${others.slice(0, 8).join(', ')}${others.length > 8 ? ', …' : ''}`);
  return { inputs, targets, notes };
}
