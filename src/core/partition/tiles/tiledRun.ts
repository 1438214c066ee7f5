import { i32 } from '../../math/typed';
import { codeLayout, type Layer, type Network } from '../../network/network';
import type { Polygon, Slice } from '../../slice/slice';
import { assemble } from '../assemble';
import type { CellComplex, PartitionOptions } from '../complex';
import { Cutter } from '../cutter';
import { type LocalDomain, localDomain } from '../domain';
import type { ListDifference } from '../edgeUnits';
import { EngineError } from '../errors';
import { areaOf } from '../faceArea';
import { provideLargeRuns } from '../largeRuns';
import { LeafOutputs } from '../leafOutputs';
import type { Level } from '../level';
import { meanRows, mergeCells } from '../mergeCells';
import type { PartitionRun } from '../partitionRun';
import { type Steps, taken } from '../steps';
import { firstColumns, noiseCost, noiseSteps } from '../tolerance';
import { Walk } from '../walk';
import { foldCost, foldSteps, type Whole } from './fold';
import { Leaves } from './leaves';
import { LIMITS, mostOf, type PartLimits, SMALL, SMALLEST } from './partLimits';
import { Progress } from './progress';
import type { Box, Reduced } from './reduced';
import { reducedNetwork } from './reducedNetwork';
import { restrictReduced } from './restrict';

/** Halving has to leave no more than this share of the open units, one time in two: many lines may lie on one another. */
const WORTH_HALVING = 0.8;

/** What it takes to walk through a part, roughly, in multiplications: it tells how much of the progress a fold is worth. */
const WALK_COST = 5e8;
/** What is done between two looks at whether someone waits: some ten milliseconds. */
const STEP_COST = 3e6;

interface Part {
  readonly face: number;
  /** Its part of the progress. */
  readonly due: number;
  /** Of a larger part; null where none is made yet. */
  readonly reduced: Reduced | null;
  /** Open units of the part that it is half of, and of the one before that. */
  readonly before: readonly [number, number];
}

/**
 * Cuts the domain of a large network part by part: on each part most units keep one piece, and are folded away (`Reduced`), so
 * that what is walked through is a small network, whatever the whole one is made of. Cells that a part's border cuts
 * are joined again at the end. Cost: some forward passes a part, and a pass for each unit that is open in it; then as for a
 * network of the open units alone.
 */
export class TiledRun implements PartitionRun {
  private whole: Whole;
  private readonly local: LocalDomain;
  private readonly cutter: Cutter;
  private readonly outputs: LeafOutputs | null;
  private readonly leaves: Leaves;
  private readonly parts: Part[] = [];
  private readonly threshold: number | null;
  private walk: Walk | null = null;
  private borderLines = 0;
  /** What comes before a walk: preparations, or the next part. */
  private steps: Steps<void> | null;
  private readonly progress = new Progress();

  constructor(
    network: Network,
    private readonly slice: Slice,
    domain: Polygon,
    options: PartitionOptions,
    private readonly limits: PartLimits = LIMITS,
  ) {
    const upTo = Math.min(options.upToLayer ?? network.layers.length, network.layers.length);
    const whole = upTo === network.layers.length;
    const decided = whole && options.decision !== undefined;
    this.threshold = decided ? (options.decision?.threshold ?? 0) : null;
    const readOut = decided || (whole && options.outputs === true);
    const layout = codeLayout(network, upTo);
    this.local = localDomain(domain);
    this.whole = { network, layout, first: new Float64Array(0), noise: [], readOut };
    this.cutter = new Cutter(this.local.polygon, this.local.diameter);
    this.outputs = whole && options.outputs === true ? new LeafOutputs(network.outputSize) : null;
    this.leaves = new Leaves();
    this.steps = this.prepared(domain);
  }

  get faces(): number {
    return this.leaves.count;
  }

  get share(): number {
    return Math.min(1, this.progress.done);
  }

  advance(maxFaces: number): boolean {
    const target = this.faces + maxFaces;
    while (this.faces < target) {
      if (this.steps) {
        if (taken(this.steps, STEP_COST)) this.steps = null;
        // Opening a part takes as long as many faces: let others in between.
        if (maxFaces < 1 << 29) return false;
      } else if (this.walk) {
        if (this.walk.advance(() => this.faces < target)) this.close();
      } else {
        const part = this.parts.pop();
        if (!part) return true;
        this.steps = this.opened(part);
      }
    }
    return this.parts.length === 0 && this.walk === null && this.steps === null;
  }

  private *prepared(domain: Polygon): Steps<void> {
    const { network } = this.whole;
    const cost = noiseCost(network, domain);
    const due = cost / (cost + foldCost(this.whole) + WALK_COST);
    const noise = yield* this.progress.counted(noiseSteps(network, this.slice, domain), cost, due);
    const first = firstColumns(network.layers[0] as Layer, this.slice, this.local.centre);
    this.whole = { ...this.whole, noise, first };
    this.parts.push({ face: 0, due: 1 - this.progress.done, reduced: null, before: [Infinity, Infinity] });
  }

  /** Reduces the network to a part, and begins to walk through it, or halves it. */
  private *opened(part: Part): Steps<void> {
    const { face, reduced: known } = part;
    this.cutter.measure(face);
    const { centreX: x, centreY: y, halfX, halfY } = this.cutter;
    const box: Box = { x, y, halfX, halfY };
    let { due } = part;
    let larger = known;
    if (!larger) {
      const cost = foldCost(this.whole);
      const from = this.progress.done;
      const small = Math.max(halfX, halfY) < SMALL * this.local.diameter;
      const steps = foldSteps(this.whole, box, small ? mostOf(this.limits) : this.limits.build);
      larger = yield* this.progress.counted(steps, cost, (due * cost) / (cost + WALK_COST));
      due -= this.progress.done - from;
    }
    if (!larger) {
      if (this.halve({ ...part, due }, box, null, Infinity)) return;
      throw new EngineError(
        `more than ${mostOf(this.limits)} units change their piece within ${SMALLEST} of the domain: too many boundaries lie on one another`,
      );
    }
    const reduced = restrictReduced(larger, box, this.whole.layout);
    const open = reduced.units.length;
    const own = { ...part, due };
    if (open <= this.limits.walk || !this.halve(own, box, reduced, open)) this.begin(face, reduced, due);
  }

  /** Cuts a part through the middle of its longer side, where that is of use. Returns whether it did. */
  private halve(
    { face, due, before }: Part,
    { x, y, halfX, halfY }: Box,
    reduced: Reduced | null,
    open: number,
  ): boolean {
    const { cutter } = this;
    if (Math.max(halfX, halfY) < SMALLEST * this.local.diameter) return false;
    if (Number.isFinite(open) && open > WORTH_HALVING * before[1]) return false;
    const [a, b, c] = halfX >= halfY ? [1, 0, -x] : [0, 1, -y];
    if (cutter.side(face, a, b, c, 0) !== 2) return false;
    const created = cutter.cut(a, b, 0);
    const since: Part['before'] = [open, before[0]];
    const [one, other] = [areaOf(cutter, face), areaOf(cutter, created)];
    const share = one / (one + other);
    this.parts.push(
      { face, due: due * share, reduced, before: since },
      { face: created, due: due * (1 - share), reduced, before: since },
    );
    return true;
  }

  private begin(face: number, reduced: Reduced, due: number): void {
    const { network, noise, first } = reducedNetwork(reduced, this.whole.network, this.whole.layout);
    const part = this.leaves.addPart(reduced, this.whole.layout);
    const { readOut } = this.whole;
    if (network.layers.length === 0) {
      this.leaves.add(face, -1, part, new Uint32Array(1));
      this.progress.done += due;
      return;
    }
    const perArea = due / areaOf(this.cutter, face);
    const decision = this.threshold === null ? undefined : { threshold: this.threshold };
    const options = { decision, readOut, upToLayer: network.layers.length };
    const leaf = (cell: number, winner: number, last: Level): void => {
      this.outputs?.add(cell, this.cutter, last);
      this.leaves.add(cell, winner, part, walk.code);
      this.progress.done += perArea * areaOf(this.cutter, cell);
    };
    const walk = new Walk(network, noise, this.cutter, options, leaf);
    this.leaves.setLayout(part, walk.layout);
    this.borderLines = this.cutter.borderLines.length;
    this.walk = walk;
    walk.begin(face, first);
  }

  /** The walk through a part is done: its border lines get the units' own numbers. */
  private close(): void {
    const { borderLines } = this.cutter;
    const { units } = this.leaves.lastPart;
    for (let i = this.borderLines; i < borderLines.length; i++) {
      const line = borderLines[i] as (typeof borderLines)[number];
      borderLines[i] = { ...line, unit: units[line.unit]?.index ?? line.unit };
    }
    this.walk = null;
  }

  finish(): CellComplex {
    if (this.walk || this.steps || this.parts.length > 0)
      throw new Error('finish() before advance() has returned true');
    const { leaves, cutter, slice, local } = this;
    const { network, layout } = this.whole;
    const faces = leaves.faces();
    const areas = Float64Array.from(faces, (face) => areaOf(cutter, face));
    const corners = local.polygon.length / 2;
    const into = mergeCells(cutter.mesh, faces, corners, (a, b) => leaves.same(a, b));
    const kept = Int32Array.from(into.keys()).filter((leaf) => into[leaf] === leaf);
    const codes = leaves.codes(kept, layout.words);
    const listDifference: ListDifference = (a, b, list) => leaves.listDifference(i32(kept, a), i32(kept, b), list);
    const cells = kept.map((leaf) => i32(faces, leaf));
    const parts = assemble(cutter, cells, { codes, layout, listDifference }, slice, local);
    const all = this.outputs?.finish() ?? null;
    const k = network.outputSize;
    const outputs = all ? pickedRows(meanRows(all, k, areas, into), k, kept) : null;
    const classes = this.threshold === null ? null : kept.map((leaf) => leaves.winner(leaf));
    return { ...parts, codes, layout, classes, outputs, merged: cutter.merged, undecided: cutter.undecided };
  }
}

function pickedRows(rows: Float64Array, width: number, picked: Int32Array): Float64Array {
  const out = new Float64Array(picked.length * width);
  picked.forEach((row, i) => {
    out.set(rows.subarray(row * width, (row + 1) * width), i * width);
  });
  return out;
}

provideLargeRuns((...run) => new TiledRun(...run));
