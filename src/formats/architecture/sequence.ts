/** Units and a plan become steps: what has no weights is put between what has. */
import { type Block, type Unit, unitsOf } from './blocks';
import { isStem, moduleStep, type Plan, poolStep } from './moduleSteps';
import { gapBetween, type Module, mixes } from './modules';
import { INPUT, type Step } from './types';

/** A place where there may be pooling; `told`: a gap in the numbers of a Sequential speaks for it. */
export interface PoolPlace {
  readonly behind: string;
  readonly told: boolean;
}

export interface Sequence {
  readonly steps: readonly Step[];
  readonly places: readonly PoolPlace[];
  /** Whether convolutions end in dense layers, and at how many places each channel then has: null where they do not. */
  readonly positions: number | null;
}

/** Steps for modules in order. */
export function sequenceOf(modules: readonly Module[], plan: Plan): Sequence {
  const sequencer = new Sequencer(plan);
  const units = unitsOf(modules);
  units.forEach((unit, i) => {
    if ('block' in unit) sequencer.block(unit.block, units[i + 1]);
    else sequencer.module(unit.module, units[i + 1]);
  });
  return sequencer;
}

class Sequencer implements Sequence {
  readonly steps: Step[] = [];
  readonly places: PoolPlace[] = [];
  positions: number | null = null;
  /** Features of the last step's values. */
  private channels = 0;
  /** The last module that made features. */
  private mixing: Module | null = null;

  constructor(private readonly plan: Plan) {}

  module(module: Module, next: Unit | undefined): void {
    this.add(module);
    if (!next || ('module' in next && !mixes(next.module))) return;
    const gap = 'module' in next ? gapBetween(module, next.module) : null;
    const toDense = 'module' in next && next.module.kind === 'dense' && this.mixing?.kind === 'conv';
    // A flatten, and what is in the gap beside it.
    const others = gap === null ? null : Math.max(0, gap - (toDense ? 1 : 0));
    if (module.kind !== 'prelu' && others !== 0) this.activate();
    this.pool(next, others);
    if (toDense) this.end(next.module);
  }

  block({ path, main, shortcut }: Block, next: Unit | undefined): void {
    const from = this.steps.at(-1)?.name ?? INPUT;
    const stride = strideOf({ path, main, shortcut });
    const channels = this.channels || (main[0]?.inputs ?? 0);
    const convolutions = main.filter(mixes);
    // The second of three takes the step, else the first.
    const stepping = convolutions[convolutions.length > 2 ? 1 : 0];
    main.forEach((module, i) => {
      this.add(module, module === stepping ? stride : undefined);
      const [then] = main.slice(i + 1);
      if (then && mixes(then)) this.activate();
    });
    const around = shortcut.map((module) =>
      moduleStep(module, channels, this.plan, mixes(module) ? stride : undefined),
    );
    this.steps.push({ kind: 'add', name: `${path} add`, from, shortcut: around });
    if (!next) return;
    this.activate();
    if ('module' in next && next.module.kind === 'dense') this.end(next.module);
  }

  private add(module: Module, stride?: number): void {
    this.steps.push(moduleStep(module, this.channels || module.inputs, this.plan, stride));
    if (!mixes(module)) return;
    this.channels = module.outputs;
    this.mixing = module;
  }

  private activate(): void {
    this.steps.push({ kind: 'activation', name: `${this.steps.at(-1)?.name} relu`, activation: { name: 'relu' } });
  }

  /** Pooling behind a convolution, if the plan has it. `others`: modules without weights that stand there, null if unknown. */
  private pool(next: Unit, others: number | null): void {
    const behind = this.mixing;
    if (behind?.kind !== 'conv' || (others !== null && others < 2)) return;
    const name = `${behind.path} pool`;
    if ('block' in next) {
      if (isStem(behind)) this.steps.push(poolStep(name, behind));
      return;
    }
    this.places.push({ behind: behind.path, told: others !== null });
    if (this.plan.pools[this.places.length - 1] ?? others !== null) this.steps.push(poolStep(name, behind));
  }

  private end(dense: Module): void {
    this.positions = dense.inputs / this.channels;
    this.steps.push({
      kind: this.plan.ending,
      name: this.plan.ending === 'flatten' ? 'flatten' : 'global average pool',
    });
  }
}

/** Blocks that change their channels in a shortcut halve the size, but for those of the first stage. */
function strideOf({ path, shortcut }: Block): number {
  const stage = /(\d+)\D+\d+$/.exec(path)?.[1];
  return shortcut.some(mixes) && stage !== '1' ? 2 : 1;
}
