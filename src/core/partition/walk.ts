import { affineOp } from '../network/affine';
import { type CodeLayout, codeLayout, type Network } from '../network/network';
import type { Cutter } from './cutter';
import { DecisionCutter } from './decision';
import { Level } from './level';
import { Passage } from './passage';

/** What a walk does with a polytope that is cut no further: its face, the winning class (−1: none was asked for), its last level. */
export type Leaf = (face: number, winner: number, last: Level) => void;

export interface WalkOptions {
  /** Go on to the read-out, and cut along the boundary of the winning class. */
  readonly decision?: { readonly threshold: number } | undefined;
  /** Go on to the read-out. */
  readonly readOut: boolean;
  /** Layers that are cut by; those after the last gated one are left out unless the read-out is asked for. */
  readonly upToLayer: number;
}

/**
 * Walks the tree of polytopes depth first: level l cuts the face at hand by the units of layer l, then each part goes on
 * to level l + 1. A part differs from the one before it in few units, so its next pre-activations follow by rank-1
 * updates. Only one path of the tree is held at a time.
 */
export class Walk {
  readonly layout: CodeLayout;
  /** The code of the part at hand. */
  readonly code: Uint32Array;
  /** The levels, each with what brings its columns. */
  private readonly steps: { readonly level: Level; readonly passage: Passage | null }[] = [];
  private readonly decision: DecisionCutter | null;
  private depth = 0;

  /** `noise`: rounding noise of each unit's pre-activation, one array a layer. */
  constructor(
    network: Network,
    noise: readonly Float64Array[],
    private readonly cutter: Cutter,
    { decision, readOut, upToLayer }: WalkOptions,
    private readonly leaf: Leaf,
  ) {
    this.layout = codeLayout(network, upToLayer);
    this.code = new Uint32Array(this.layout.words);
    const gated = new Map(this.layout.gated.map((entry) => [entry.layer, entry]));
    const lastGated = this.layout.gated[this.layout.gated.length - 1]?.layer ?? 0;
    for (const [i, layer] of network.layers.slice(0, readOut ? network.layers.length : lastGated).entries()) {
      const before = this.steps[i - 1];
      const passage = before ? new Passage(before.level, affineOp(layer), before.passage) : null;
      const level = new Level(layer, gated.get(i + 1) ?? null, noise[i] as Float64Array, passage);
      passage?.leadTo(level);
      this.steps.push({ level, passage });
    }
    this.decision = decision ? new DecisionCutter(network, noise, decision.threshold, cutter) : null;
    for (const { level } of this.steps) if (level.gated?.held) level.hold(level.gated.held, this.code);
  }

  /** Whether there is any level to walk through. */
  get empty(): boolean {
    return this.steps.length === 0;
  }

  /** Begins with a face; `columns`: those of the first layer's pre-activations there (3 × size). */
  begin(face: number, columns: Float64Array): void {
    const { level } = this.steps[0] as { level: Level };
    level.z.set(columns);
    level.enter(face, this.cutter, this.code);
    this.depth = 1;
  }

  /** Goes on until `goesOn` is false after a part; returns true when all parts are done. */
  advance(goesOn: () => boolean): boolean {
    const { steps, cutter, code } = this;
    while (this.depth > 0 && goesOn()) {
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
      } else this.decide(face, level);
    }
    return this.depth === 0;
  }

  private decide(face: number, level: Level): void {
    if (!this.decision) this.leaf(face, -1, level);
    else
      for (const { face: cell, winner } of this.decision.decide(face, level.z, level.pieces))
        this.leaf(cell, winner, level);
  }
}
