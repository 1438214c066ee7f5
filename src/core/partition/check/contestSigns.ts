import type { Places } from '../../linear/programColumns';
import { f64, i32, u8 } from '../../math/typed';
import { beginsContest } from '../../network/contest';
import { entrantPaths } from '../../network/entrants';
import { isHeld } from '../../network/held';
import { type CodeLayout, type GatedLayer, unitAt } from '../../network/network';
import type { CellComplex } from '../complex';
import { type Columns, loopOf } from '../outputs';
import { SIGN_TOLERANCE } from '../signs';
import type { FaceCode } from './faceCode';
import type { FaceColumns } from './faceColumns';
import type { Box } from './faceSigns';

/** No constraint, or none that is missed. */
const NONE = -1;

/**
 * Whether the winner of every window of one contest is ahead of all that it would meet, at every vertex of a face. The matches alone
 * do not say it: of those that a winner beats in one match, the code follows a single one.
 */
export class ContestSigns {
  private readonly paths;
  private readonly units: Int32Array;
  private readonly groupOfMatch = new Map<number, number>();
  private readonly groupOfUnit: Int32Array;
  private readonly held: Uint8Array;
  private readonly groups: number;
  private readonly watched: Int32Array;
  private count = 0;
  private readonly marks: Uint8Array;

  constructor(
    private readonly complex: CellComplex,
    private readonly gated: GatedLayer,
    private readonly code: FaceCode,
    private readonly columns: FaceColumns,
    private readonly noise: Float64Array,
    private readonly diameter: number,
  ) {
    const { layout } = complex;
    this.paths = entrantPaths(layout, gated);
    this.units = gated.contest?.entrants?.units ?? new Int32Array(0);
    this.groups = this.paths.groups.length - 1;
    this.watched = new Int32Array(this.groups);
    this.marks = new Uint8Array(this.groups);
    this.groupOfUnit = new Int32Array(gated.width).fill(NONE);
    this.held = new Uint8Array(layout.units);
    for (let g = 0; g < this.groups; g++)
      for (let e = i32(this.paths.groups, g); e < i32(this.paths.groups, g + 1); e++) this.linkEntrant(layout, g, e);
  }

  private linkEntrant(layout: CodeLayout, group: number, entrant: number): void {
    const { starts, matches } = this.paths;
    this.groupOfUnit[i32(this.units, entrant)] = group;
    for (let i = i32(starts, entrant); i < i32(starts, entrant + 1); i++) {
      const match = i32(matches, i);
      if (this.groupOfMatch.has(match)) continue;
      this.groupOfMatch.set(match, group);
      const { layer, unit } = unitAt(layout, match);
      const held = layout.gated.find((entry) => entry.layer === layer)?.held;
      this.held[match] = Number(isHeld(held, unit));
    }
  }

  /** As `FaceSigns.begin`. */
  begin(box: Box): void {
    this.marks.fill(0);
    this.count = 0;
    for (let g = 0; g < this.groups; g++) if (!this.leads(g, (e, w) => this.leadsIn(e, w, box))) this.watch(g);
  }

  /** As `FaceSigns.follow`. */
  follow(): void {
    const { gated } = this.complex.layout;
    gated.forEach(({ contest, firstUnit }, g) => {
      const own = this.code.changed[g] as Places;
      for (let i = 0; contest && i < own.count; i++)
        this.watch(this.groupOfMatch.get(firstUnit + i32(own.at, i)) ?? NONE);
    });
    const changed = this.columns.changedIn(this.gated.layer - 1);
    for (let i = 0; changed && i < changed.count; i++) this.watch(i32(this.groupOfUnit, i32(changed.at, i)));
  }

  private watch(group: number): void {
    if (group === NONE || this.marks[group] === 1) return;
    this.marks[group] = 1;
    this.watched[this.count++] = group;
  }

  /** As `FaceSigns.keep`. */
  keep(face: number): boolean {
    const [start, end] = loopOf(this.complex, face);
    for (let i = 0; i < this.count; i++)
      if (!this.leads(i32(this.watched, i), (e, w) => this.leadsAt(e, w, start, end))) return false;
    return true;
  }

  /** Whether a group has a winner, and it is ahead of each entrant that it would meet. */
  private leads(group: number, ahead: (winner: number, other: number) => boolean): boolean {
    const [from, to] = [i32(this.paths.groups, group), i32(this.paths.groups, group + 1)];
    let winner = from;
    while (winner < to && !this.wins(winner)) winner++;
    if (winner === to) return false;
    for (let e = from; e < to; e++) if (e !== winner && this.meets(e, winner) && !ahead(winner, e)) return false;
    return true;
  }

  private wins(entrant: number): boolean {
    const { starts, matches, sides } = this.paths;
    for (let i = i32(starts, entrant); i < i32(starts, entrant + 1); i++)
      if (u8(this.code.pieces, i32(matches, i)) !== u8(sides, i)) return false;
    return true;
  }

  /** Whether the match at which an entrant comes upon the winner is decided by their values: no clamped match is in the way. */
  private meets(entrant: number, winner: number): boolean {
    const { starts, matches, sides } = this.paths;
    const own = matches.subarray(i32(starts, winner), i32(starts, winner + 1));
    for (let i = i32(starts, entrant); i < i32(starts, entrant + 1); i++) {
      const match = i32(matches, i);
      const decided = u8(this.held, match) === 1;
      if (own.includes(match)) return !decided;
      if (decided && u8(this.code.pieces, match) !== u8(sides, i)) return false;
    }
    return false;
  }

  private lead(winner: number, other: number): readonly [a: number, b: number, c: number, slack: number] {
    const z = this.columns.columns[this.gated.layer - 1] as Columns;
    const n = this.gated.width;
    const [w, k] = [i32(this.units, winner), i32(this.units, other)];
    const [a, b] = [f64(z, w) - f64(z, k), f64(z, n + w) - f64(z, n + k)];
    const rounding = 4 * (f64(this.noise, w) + f64(this.noise, k));
    const slack = rounding + SIGN_TOLERANCE * this.diameter * (Math.abs(a) + Math.abs(b));
    return [a, b, f64(z, 2 * n + w) - f64(z, 2 * n + k), slack];
  }

  private leadsIn(winner: number, other: number, [left, bottom, right, top]: Box): boolean {
    const [a, b, c, slack] = this.lead(winner, other);
    return c + Math.min(a * left, a * right) + Math.min(b * bottom, b * top) >= -slack;
  }

  private leadsAt(winner: number, other: number, start: number, end: number): boolean {
    const { faceVertices, vertices } = this.complex;
    const [a, b, c, slack] = this.lead(winner, other);
    for (let i = start; i < end; i++) {
      const v = i32(faceVertices, i);
      if (!(a * f64(vertices, 2 * v) + b * f64(vertices, 2 * v + 1) + c >= -slack)) return false;
    }
    return true;
  }
}

/** One for each contest of a complex. */
export const contestSigns = (
  complex: CellComplex,
  code: FaceCode,
  columns: FaceColumns,
  noise: readonly Float64Array[],
  diameter: number,
): ContestSigns[] =>
  complex.layout.gated
    .filter(beginsContest)
    .map((gated) => new ContestSigns(complex, gated, code, columns, noise[gated.layer - 1] as Float64Array, diameter));
