import { affineOp } from '../network/affine';
import { type CodeLayout, codeLayout, type Layer, type Network } from '../network/network';
import { type Polygon, type Slice, sliceFault } from '../slice/slice';
import { assemble } from './assemble';
import type { CellComplex, PartitionOptions } from './complex';
import { Cutter } from './cutter';
import { DecisionCutter } from './decision';
import { type LocalDomain, localDomain } from './domain';
import { EngineError } from './errors';
import { LeafOutputs } from './leafOutputs';
import { Level } from './level';
import { Passage } from './passage';
import { firstColumns, preActivationNoise } from './tolerance';

/** A partition in the making, so that a worker can stop between chunks. */
export interface PartitionRun {
  /** Goes on until about `maxFaces` more faces are final. Returns true when all are. */
  advance(maxFaces: number): boolean;
  /** Final faces so far: the partition has at least so many. */
  readonly faces: number;
  /** The complex; call it once, after `advance` has returned true. */
  finish(): CellComplex;
}

/**
 * Begins to cut the domain into the polytopes of the network. Throws an EngineError naming layer and unit (or what is
 * wrong with the domain) where it cannot.
 */
export function startPartition(
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions = {},
): PartitionRun {
  return new Run(network, slice, domain, options);
}

/** Cuts the domain into the exact polytopes of the network: V − E + F = 1, about 130 bytes a face plus its code. */
export function partition(
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions = {},
): CellComplex {
  const run = startPartition(network, slice, domain, options);
  while (!run.advance(1 << 30));
  return run.finish();
}

/**
 * Walks the tree of polytopes depth first: level l cuts the face at hand by the units of layer l, then each part goes on
 * to level l + 1. A part differs from the one before it in few units, so its next pre-activations follow by rank-1
 * updates. Only one path of the tree is held at a time.
 */
class Run implements PartitionRun {
  faces = 0;
  private readonly layout: CodeLayout;
  /** The levels, each with what brings its columns. */
  private readonly steps: { readonly level: Level; readonly passage: Passage | null }[];
  private readonly cutter: Cutter;
  private readonly decision: DecisionCutter | null;
  private readonly outputs: LeafOutputs | null;
  private readonly local: LocalDomain;
  private readonly code: Uint32Array;
  private leaves = new Int32Array(256);
  private codes: Uint32Array;
  private classes: Int32Array | null;
  private depth = 0;

  constructor(
    network: Network,
    private readonly slice: Slice,
    domain: Polygon,
    options: PartitionOptions,
  ) {
    const fault = sliceFault(slice, network.inputSize);
    if (fault) throw new EngineError(fault);
    const upTo = Math.min(options.upToLayer ?? network.layers.length, network.layers.length);
    this.layout = codeLayout(network, upTo);
    this.local = localDomain(domain);
    const noise = preActivationNoise(network, slice, domain);
    this.cutter = new Cutter(this.local.polygon, this.local.diameter);
    const whole = upTo === network.layers.length;
    const decided = whole && options.decision !== undefined;
    const readOut = whole && options.outputs === true;
    const lastGated = this.layout.gated[this.layout.gated.length - 1]?.layer ?? 0;
    const gated = new Map(this.layout.gated.map((entry) => [entry.layer, entry]));
    this.steps = [];
    for (const [i, layer] of network.layers
      .slice(0, decided || readOut ? network.layers.length : lastGated)
      .entries()) {
      const before = this.steps[i - 1];
      const passage = before ? new Passage(before.level, affineOp(layer), before.passage) : null;
      const level = new Level(layer, gated.get(i + 1) ?? null, noise[i] as Float64Array, passage);
      passage?.leadTo(level);
      this.steps.push({ level, passage });
    }
    this.decision = decided ? new DecisionCutter(network, noise, options.decision?.threshold ?? 0, this.cutter) : null;
    this.outputs = readOut ? new LeafOutputs(network.outputSize) : null;
    this.code = new Uint32Array(this.layout.words);
    this.codes = new Uint32Array(256 * this.layout.words);
    this.classes = decided ? new Int32Array(256) : null;
    for (const { level } of this.steps) if (level.gated?.held) level.hold(level.gated.held, this.code);
    this.begin(network.layers[0] as Layer);
  }

  private begin(first: Layer): void {
    const root = this.steps[0]?.level;
    if (!root) {
      this.addLeaf(0, -1);
      return;
    }
    root.z.set(firstColumns(first, this.slice, this.local.centre));
    root.enter(0, this.cutter, this.code);
    this.depth = 1;
  }

  advance(maxFaces: number): boolean {
    const target = this.faces + maxFaces;
    const { steps, cutter, code } = this;
    while (this.depth > 0 && this.faces < target) {
      const { level } = steps[this.depth - 1] as { level: Level };
      if (level.exhausted) {
        this.depth--;
        continue;
      }
      const face = level.nextPart(code);
      const next = steps[this.depth];
      if (next) {
        next.passage?.pass();
        next.level.enter(face, cutter, code);
        this.depth++;
      } else this.addDecided(face, level);
    }
    return this.depth === 0;
  }

  private addDecided(face: number, level: Level): void {
    if (!this.decision) this.addCell(face, -1, level);
    else
      for (const { face: cell, winner } of this.decision.decide(face, level.z, level.pieces))
        this.addCell(cell, winner, level);
  }

  private addCell(face: number, winner: number, level: Level): void {
    this.outputs?.add(face, this.cutter, level);
    this.addLeaf(face, winner);
  }

  private addLeaf(face: number, winner: number): void {
    const { words } = this.layout;
    if (this.faces === this.leaves.length) {
      this.leaves = doubled(this.leaves);
      this.codes = doubled(this.codes);
      if (this.classes) this.classes = doubled(this.classes);
    }
    this.leaves[this.faces] = face;
    for (let w = 0, at = this.faces * words; w < words; w++, at++) this.codes[at] = this.code[w] as number;
    if (this.classes) this.classes[this.faces] = winner;
    this.faces++;
  }

  finish(): CellComplex {
    if (this.depth > 0) throw new Error('finish() before advance() has returned true');
    const { layout, slice, local, cutter } = this;
    const leaves = this.leaves.subarray(0, this.faces);
    const codes = this.codes.slice(0, this.faces * layout.words);
    const classes = this.classes ? this.classes.slice(0, this.faces) : null;
    const parts = assemble(cutter, leaves, codes, layout, slice, local);
    const outputs = this.outputs?.finish() ?? null;
    return { ...parts, codes, layout, classes, outputs, merged: cutter.merged, undecided: cutter.undecided };
  }
}

function doubled<T extends Int32Array | Uint32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
