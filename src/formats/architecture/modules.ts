/** Tensors of a file gathered into the modules that own them, by PyTorch's names: `features.0.weight`, `bn1.running_mean`. */
import type { Tensors } from './parameters';
import { INPUT } from './types';

/** A module with weights of its own. */
export interface Module {
  /** Its path: `features.0`; '' where the tensors have bare names. */
  readonly path: string;
  readonly kind: 'dense' | 'conv' | 'batchNorm' | 'layerNorm' | 'prelu';
  /** Names of its tensors by their endings. */
  readonly tensors: ReadonlyMap<string, string>;
  /** Of its weight; of a batch norm without one, of the means. */
  readonly shape: readonly number[];
  /** Features or channels that it takes; of a grouped convolution those of one group. */
  readonly inputs: number;
  readonly outputs: number;
  /** A convolution that has its inputs first: its bias tells. */
  readonly transposed: boolean;
  /** What a norm of it adds to the variance, by default of who wrote the file. */
  readonly epsilon: number;
}

const ENDINGS = new Set(['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked']);

/** Modules in the order of their first tensors. Tensors with other endings, and modules of no known kind, are left out. */
export function modulesOf(tensors: Tensors, keras = false): Module[] {
  const byPath = new Map<string, Map<string, string>>();
  for (const name of tensors.keys()) {
    const dot = name.lastIndexOf('.');
    const [path, ending] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
    if (!ENDINGS.has(ending)) continue;
    const own = byPath.get(path) ?? new Map<string, string>();
    byPath.set(path, own.set(ending, name));
  }
  return [...byPath].flatMap(([path, own]) => moduleOf(path, own, tensors, keras ? 1e-3 : 1e-5) ?? []);
}

function moduleOf(path: string, own: ReadonlyMap<string, string>, tensors: Tensors, epsilon: number): Module | null {
  const shapeAt = (ending: string): readonly number[] | undefined => tensors.get(own.get(ending) ?? '')?.shape;
  const [weight, mean] = [shapeAt('weight'), shapeAt('running_mean')];
  const shape = weight ?? mean ?? [];
  const kind = kindOf(own, shape);
  if (!kind || shape.includes(0)) return null;
  const [first = 0, second = first] = shape;
  const bias = shapeAt('bias')?.[0];
  const transposed = kind === 'conv' && bias === second && bias !== first;
  const [inputs, outputs] = transposed ? [first, second] : [second, first];
  return { path, kind, tensors: own, shape, inputs, outputs, transposed, epsilon };
}

function kindOf(own: ReadonlyMap<string, string>, { length }: readonly number[]): Module['kind'] | null {
  if (own.has('running_mean') && own.has('running_var')) return 'batchNorm';
  if (length === 2) return 'dense';
  if (length === 3 || length === 4) return 'conv';
  if (length !== 1) return null;
  return own.has('bias') ? 'layerNorm' : 'prelu';
}

/** Whether a module makes new features; the others keep their number. */
export const mixes = ({ kind }: Module): boolean => kind === 'dense' || kind === 'conv';

/** Name of the step of a module. */
export const stepName = ({ path }: Module): string =>
  path === '' ? 'layer' : path === INPUT ? `${INPUT} layer` : path;

/** Number of a module among those of its Sequential; NaN for other names. */
export const indexOf = ({ path }: Module): number => {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return /^\d+$/.test(last) ? Number(last) : Number.NaN;
};

export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('.'), 0));

/**
 * How many modules without weights stand between two of the same Sequential: its numbers leave them out. Null where the names
 * do not say.
 */
export function gapBetween(a: Module, b: Module): number | null {
  const gap = indexOf(b) - indexOf(a) - 1;
  return parentOf(a.path) === parentOf(b.path) && gap >= 0 ? gap : null;
}
