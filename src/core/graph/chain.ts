/** From primitive values to the chain of layers: one layer a gate, and one for what is affine behind the last. */

// Loaded for its effect: whoever makes such layers can compute with them.
import '../network/programOp';
import { kernelOf } from '../linear/kernel';
import type { LinearProgram, ProgramStep } from '../linear/program';
import { identityMap } from '../linear/types';
import { FREE, identityPiece } from '../network/held';
import type { Contest, DenseLayer, Layer, ProgramLayer } from '../network/network';
import { denseForm } from './denseForm';
import type { PrimitiveValue, ValueId } from './primitives';

type Gate = Extract<PrimitiveValue, { kind: 'gate' }>;

/** Layers whose last one gives the values of `output`. */
export function chainOf(values: readonly PrimitiveValue[], output: ValueId): Layer[] {
  const builder = new ChainBuilder(values, output);
  return builder.build();
}

class ChainBuilder {
  private readonly needed: Uint8Array;
  /** Values whose affine work is done: they need not be passed on for it. */
  private readonly done: Uint8Array;
  /** Where values lie in what the layer at hand takes. */
  private available = new Map<ValueId, number>();
  private width: number;
  private readonly layers: Layer[] = [];
  private readonly users: ValueId[][];

  constructor(
    private readonly values: readonly PrimitiveValue[],
    private readonly output: ValueId,
  ) {
    this.needed = neededFor(values, output);
    this.done = new Uint8Array(values.length);
    this.users = values.map(() => []);
    values.forEach((value, id) => {
      if (this.needed[id] === 1) for (const from of sourcesOf(value)) this.users[from]?.push(id);
    });
    const input = values.findIndex(({ kind }) => kind === 'input');
    this.available.set(input, 0);
    this.done[input] = 1;
    this.width = (values[input] as PrimitiveValue).size;
  }

  build(): Layer[] {
    this.values.forEach((value, id) => {
      if (value.kind === 'gate' && this.needed[id] === 1) this.addGate(id, value);
    });
    const last = this.values[this.output] as PrimitiveValue;
    const isLast = last.kind === 'gate' && this.available.get(this.output) === 0 && this.width === last.size;
    if (!isLast || this.layers.length === 0) this.addReadOut();
    return this.layers;
  }

  private addGate(id: ValueId, gate: Gate): void {
    const work = this.affineWork(gate.from);
    this.done[id] = 1;
    const passes = this.stillNeeded(work, id);
    const program = this.program(work, [gate.from, ...passes]);
    const total = program.sizes[program.sizes.length - 1] as number;
    const held = new Int8Array(total).fill(identityPiece(gate.activation)).fill(FREE, 0, gate.size);
    const layer = layerOf(program, this.bias(work, [gate.from, ...passes]));
    const passing = passes.length > 0 ? { gated: gate.size, held } : {};
    const { activation, source } = gate;
    const contest = this.contestOf(gate, passes);
    this.layers.push({ ...layer, activation, source, ...passing, ...(contest ? { contest } : {}) });
    this.take([id, ...passes]);
  }

  /** Those who are in a contest are passed on: the next round takes them. */
  private contestOf({ size, contest }: Gate, passes: readonly ValueId[]): Contest | null {
    if (!contest) return null;
    const { from, entrants, ...rest } = contest;
    const before = passes.slice(0, passes.indexOf(from));
    const first = before.reduce((sum, id) => sum + (this.values[id] as PrimitiveValue).size, size);
    return { ...rest, entrants: { ...entrants, units: entrants.units.map((place) => first + place) } };
  }

  private addReadOut(): void {
    const work = this.affineWork(this.output);
    const layer = layerOf(this.program(work, [this.output]), this.bias(work, [this.output]));
    this.layers.push({ ...layer, activation: { name: 'identity' } });
  }

  /** What the next layer takes. */
  private take(values: readonly ValueId[]): void {
    this.available = new Map();
    this.width = 0;
    for (const id of values) {
      this.available.set(id, this.width);
      this.width += (this.values[id] as PrimitiveValue).size;
    }
  }

  /** Linear values that `target` needs and that are not there yet, in order. */
  private affineWork(target: ValueId): ValueId[] {
    const work: ValueId[] = [];
    const open = [target];
    const seen = new Set<ValueId>();
    while (open.length > 0) {
      const id = open.pop() as ValueId;
      if (seen.has(id) || this.available.has(id)) continue;
      seen.add(id);
      work.push(id);
      open.push(...sourcesOf(this.values[id] as PrimitiveValue));
    }
    for (const id of work) this.done[id] = 1;
    return work.sort((a, b) => a - b);
  }

  /** Values that later work takes: of those at hand and of those that are made now. */
  private stillNeeded(work: readonly ValueId[], gate: ValueId): ValueId[] {
    const candidates = [...this.available.keys(), ...work];
    return candidates.filter(
      (id) =>
        id === this.output || (this.users[id] as ValueId[]).some((user) => user !== gate && this.done[user] === 0),
    );
  }

  private program(work: readonly ValueId[], outputs: readonly ValueId[]): LinearProgram {
    const sizes = [this.width, ...work.map((id) => (this.values[id] as PrimitiveValue).size)];
    const buffer = new Map(work.map((id, i) => [id, i + 1]));
    const steps: ProgramStep[] = [];
    const place = (id: ValueId) => {
      const at = buffer.get(id);
      return at === undefined ? { from: 0, fromStart: this.available.get(id) as number } : { from: at, fromStart: 0 };
    };
    for (const id of work) {
      const value = this.values[id] as PrimitiveValue;
      if (value.kind !== 'linear') continue;
      for (const { from, map } of value.terms)
        steps.push({ ...place(from), to: buffer.get(id) as number, toStart: 0, map });
    }
    let total = 0;
    for (const id of outputs) {
      const { size } = this.values[id] as PrimitiveValue;
      steps.push({ ...place(id), to: sizes.length, toStart: total, map: identityMap(size) });
      total += size;
    }
    return tidied({ sizes: [...sizes, total], steps });
  }

  /** What comes out for an input of zeros: offsets are brought through the work, in order. */
  private bias(work: readonly ValueId[], outputs: readonly ValueId[]): Float64Array {
    const sums = new Map<ValueId, Float64Array>();
    for (const id of work) {
      const value = this.values[id] as PrimitiveValue;
      if (value.kind !== 'linear') continue;
      const sum = value.offset?.slice() ?? new Float64Array(value.size);
      for (const { from, map } of value.terms) {
        const before = sums.get(from);
        if (!before?.some((entry) => entry !== 0)) continue;
        kernelOf(map).forward(before, 0, sum, 0);
      }
      sums.set(id, sum);
    }
    const parts = outputs.map((id) => sums.get(id) ?? new Float64Array((this.values[id] as PrimitiveValue).size));
    const all = new Float64Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

const sourcesOf = (value: PrimitiveValue): readonly ValueId[] =>
  value.kind === 'linear' ? value.terms.map(({ from }) => from) : value.kind === 'gate' ? [value.from] : [];

/** 1 for each value that the output depends on. */
function neededFor(values: readonly PrimitiveValue[], output: ValueId): Uint8Array {
  const needed = new Uint8Array(values.length);
  needed[output] = 1;
  for (let id = output; id >= 0; id--)
    if (needed[id] === 1) for (const from of sourcesOf(values[id] as PrimitiveValue)) needed[from] = 1;
  return needed;
}

/** Values that are only put out are made where they are put. */
function tidied({ sizes, steps }: LinearProgram): LinearProgram {
  const last = sizes.length - 1;
  let kept = steps.slice();
  for (let buffer = 1; buffer < last; buffer++) {
    const out = kept.filter(({ from }) => from === buffer);
    const [only] = out;
    const copies = only && out.length === 1 && only.to === last && isIdentity(only.map, sizes[buffer] as number);
    if (!copies) continue;
    kept = kept
      .filter((step) => step !== only)
      .map((step) => (step.to === buffer ? { ...step, to: last, toStart: only.toStart + step.toStart } : step));
  }
  return withoutEmpty({ sizes, steps: kept });
}

function isIdentity(map: ProgramStep['map'], size: number): boolean {
  return (
    map.kind === 'sparse' &&
    !map.weights &&
    map.inputs === size &&
    map.outputs === size &&
    map.columns.length === size &&
    map.columns.every((at, i) => at === i)
  );
}

/** Drops buffers that nothing is put into, and orders the steps by what they take. */
function withoutEmpty({ sizes, steps }: LinearProgram): LinearProgram {
  const last = sizes.length - 1;
  const used = sizes.map(
    (_, buffer) => buffer === 0 || buffer === last || steps.some(({ from, to }) => from === buffer || to === buffer),
  );
  const number = sizes.map((_, buffer) => used.slice(0, buffer).filter(Boolean).length);
  return {
    sizes: sizes.filter((_, buffer) => used[buffer]),
    steps: steps
      .map((step) => ({ ...step, from: number[step.from] as number, to: number[step.to] as number }))
      .sort((a, b) => a.from - b.from),
  };
}

type Bare = Omit<DenseLayer, 'activation'> | Omit<ProgramLayer, 'activation'>;

function layerOf(program: LinearProgram, bias: Float64Array): Bare {
  const inputSize = program.sizes[0] as number;
  const outputSize = bias.length;
  const weights = denseForm(program);
  return weights
    ? { kind: 'dense', inputSize, outputSize, weights, bias }
    : { kind: 'program', inputSize, outputSize, program, bias };
}
