/** Which sizes, paddings and poolings let dense layers take what convolutions give. */
import type { Shape } from '../../core/graph/types';
import { isStem, type Plan } from './moduleSteps';
import type { Module } from './modules';
import { type PoolPlace, sequenceOf } from './sequence';
import type { Architecture, Step } from './types';

export interface Fit {
  readonly architecture: Architecture;
  /** What was chosen, in words. */
  readonly label: string;
}

/** Places of pooling whose combinations are tried one by one; of more, all or none. */
const MOST_PLACES = 6;
/** Fits that are kept. */
const MOST_FITS = 12;
const LARGEST_SIDE = 256;

/**
 * Architectures that fit, the likeliest first: usual sizes of pictures before others, pooling that the names tell before other
 * pooling. `channels`: of the input; `spatial`: its axes besides; `size`: theirs, where it is given. Empty where nothing fits.
 */
export function fits(modules: readonly Module[], channels: number, spatial: number, size: Shape | null): Fit[] {
  const first = modules.find(({ kind }) => kind === 'conv');
  const sizes = size
    ? [size]
    : sidesFor(channels, spatial, first).map((side) => Array.from({ length: spatial }, () => side));
  const kernels = kernelsOf(modules);
  const found: (Fit & { rank: number })[] = [];
  for (const [order, plan] of plansFor(modules).entries()) {
    const { steps, positions } = sequenceOf(modules, plan);
    for (const [at, sides] of sizes.entries()) {
      const needed = plan.ending === 'globalAveragePool' ? null : positions;
      if (!ends(kernels, steps, sides, needed)) continue;
      const architecture = { inputShape: [channels, ...sides], steps };
      found.push({ architecture, label: labelOf(sides, plan, steps), rank: at * 1000 + order });
      if (needed === null) break;
    }
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_FITS)
    .map(({ architecture, label }) => ({ architecture, label }));
}

/** Sides to try, the usual ones first. */
function sidesFor(channels: number, spatial: number, first: Module | undefined): number[] {
  const usual =
    spatial === 1
      ? [128, 64, 100, 256, 32, 28]
      : first && isStem(first)
        ? [224, 227, 256, 96, 64, 32]
        : channels === 3
          ? [32, 224, 64, 96, 128]
          : channels === 1
            ? [28, 32, 64, 8, 16]
            : [32, 28, 64, 84, 16];
  const others = Array.from({ length: LARGEST_SIDE - 2 }, (_, i) => i + 3).filter((side) => !usual.includes(side));
  return [...usual, ...others];
}

/** Plans in the order of their likelihood. */
function plansFor(modules: readonly Module[]): Plan[] {
  const base = { padding: 'same', pools: [], ending: 'flatten' } as const;
  const { places, positions } = sequenceOf(modules, base);
  const endings = positions === 1 ? (['globalAveragePool'] as const) : (['flatten'] as const);
  return endings.flatMap((ending) =>
    poolings(places, positions !== null && ending === 'flatten').flatMap((pools) =>
      (['same', 'none'] as const).map((padding): Plan => ({ padding, pools, ending })),
    ),
  );
}

/** Which places pool. Told ones do first; where sizes must come out (`free`), all combinations follow. */
function poolings(places: readonly PoolPlace[], free: boolean): boolean[][] {
  const told = places.map((place) => place.told);
  if (!free) return [told];
  if (places.length > MOST_PLACES) return [told, places.map(() => true), places.map(() => false)];
  const count = 2 ** places.length;
  const all = Array.from({ length: count }, (_, mask) =>
    places.map((_place, i) => ((count - 1 - mask) >> i) % 2 === 1),
  );
  const againstNames = (pools: readonly boolean[]): number => pools.filter((pool, i) => told[i] && !pool).length;
  return all.toSorted((a, b) => againstNames(a) - againstNames(b));
}

/** Whether steps before the end leave as many positions as the dense layer takes. */
function ends(kernels: Kernels, steps: readonly Step[], size: Shape, positions: number | null): boolean {
  let sides: readonly number[] = size;
  for (const step of steps) {
    if (step.kind === 'flatten' || step.kind === 'globalAveragePool') break;
    sides = sidesAfter(step, sides, kernels);
    if (sides.some((side) => side < 1)) return false;
  }
  return positions === null || sides.reduce((product, side) => product * side, 1) === positions;
}

/** Kernels by the names of their weights. */
type Kernels = ReadonlyMap<string, readonly number[]>;

const kernelsOf = (modules: readonly Module[]): Kernels =>
  new Map(modules.map(({ tensors, shape }) => [tensors.get('weight') ?? '', shape.slice(2)]));

function sidesAfter(step: Step, sides: Shape, kernels: Kernels): readonly number[] {
  if (step.kind !== 'conv' && step.kind !== 'convTranspose' && step.kind !== 'maxPool') return sides;
  const kernel = 'weight' in step ? (kernels.get(step.weight) ?? []) : step.kernel;
  return sides.map((side, axis) => {
    const [size = 1, stride = 1, padding = 0] = [kernel[axis], step.stride[axis], step.padding[axis]];
    if (step.kind === 'convTranspose') return (side - 1) * stride + size - 2 * padding;
    return Math.floor((side + 2 * padding - size) / stride) + 1;
  });
}

function labelOf(sides: Shape, { padding, ending }: Plan, steps: readonly Step[]): string {
  const pools = steps.filter(({ kind }) => kind === 'maxPool').length;
  return [
    sides.join(' × '),
    padding === 'same' ? 'convolutions that keep the size' : 'convolutions without padding',
    `${pools || 'no'} max-pooling${pools === 1 ? '' : 's'}`,
    ...(ending === 'globalAveragePool' ? ['the mean over all positions'] : []),
  ].join(', ');
}
