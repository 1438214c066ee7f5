import type { Layer, Network } from '../network/network';
import { type Polygon, type Slice, sliceFault } from '../slice/slice';
import { assemble } from './assemble';
import type { CellComplex, PartitionOptions } from './complex';
import { Cutter } from './cutter';
import { type LocalDomain, localDomain } from './domain';
import { EngineError } from './errors';
import { isLarge, largeRun } from './largeRuns';
import { LeafOutputs } from './leafOutputs';
import type { PartitionRun } from './partitionRun';
import { firstColumns, preActivationNoise } from './tolerance';
import { Walk } from './walk';

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
  const fault = sliceFault(slice, network.inputSize);
  if (fault) throw new EngineError(fault);
  return isLarge(network) ? largeRun(network, slice, domain, options) : new Run(network, slice, domain, options);
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

/** A run for networks of dense layers: one walk through the domain as a whole. */
class Run implements PartitionRun {
  faces = 0;
  private readonly walk: Walk;
  private readonly cutter: Cutter;
  private readonly outputs: LeafOutputs | null;
  private readonly local: LocalDomain;
  private leaves = new Int32Array(256);
  private codes: Uint32Array;
  private classes: Int32Array | null;
  private done = false;

  constructor(
    network: Network,
    private readonly slice: Slice,
    domain: Polygon,
    options: PartitionOptions,
  ) {
    const upTo = Math.min(options.upToLayer ?? network.layers.length, network.layers.length);
    this.local = localDomain(domain);
    const noise = preActivationNoise(network, slice, domain);
    this.cutter = new Cutter(this.local.polygon, this.local.diameter);
    const whole = upTo === network.layers.length;
    const decision = whole && options.decision ? { threshold: options.decision.threshold ?? 0 } : undefined;
    const withOutputs = whole && options.outputs === true;
    this.outputs = withOutputs ? new LeafOutputs(network.outputSize) : null;
    const walkOptions = { decision, readOut: withOutputs || decision !== undefined, upToLayer: upTo };
    this.walk = new Walk(network, noise, this.cutter, walkOptions, (face, winner, last) => {
      this.outputs?.add(face, this.cutter, last);
      this.addLeaf(face, winner);
    });
    this.codes = new Uint32Array(256 * this.walk.layout.words);
    this.classes = decision ? new Int32Array(256) : null;
    if (this.walk.empty) {
      this.addLeaf(0, -1);
      this.done = true;
    } else this.walk.begin(0, firstColumns(network.layers[0] as Layer, slice, this.local.centre));
  }

  advance(maxFaces: number): boolean {
    const target = this.faces + maxFaces;
    this.done ||= this.walk.advance(() => this.faces < target);
    return this.done;
  }

  private addLeaf(face: number, winner: number): void {
    const { words } = this.walk.layout;
    const { code } = this.walk;
    if (this.faces === this.leaves.length) {
      this.leaves = doubled(this.leaves);
      this.codes = doubled(this.codes);
      if (this.classes) this.classes = doubled(this.classes);
    }
    this.leaves[this.faces] = face;
    for (let w = 0, at = this.faces * words; w < words; w++, at++) this.codes[at] = code[w] as number;
    if (this.classes) this.classes[this.faces] = winner;
    this.faces++;
  }

  finish(): CellComplex {
    if (!this.done) throw new Error('finish() before advance() has returned true');
    const { slice, local, cutter } = this;
    const { layout } = this.walk;
    const leaves = this.leaves.subarray(0, this.faces);
    const codes = this.codes.slice(0, this.faces * layout.words);
    const classes = this.classes ? this.classes.slice(0, this.faces) : null;
    const parts = assemble(cutter, leaves, { codes, layout, listDifference: null }, slice, local);
    const outputs = this.outputs?.finish() ?? null;
    return { ...parts, codes, layout, classes, outputs, merged: cutter.merged, undecided: cutter.undecided };
  }
}

function doubled<T extends Int32Array | Uint32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
