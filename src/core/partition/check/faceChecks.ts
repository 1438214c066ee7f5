import { f64 } from '../../math/typed';
import { forwardCost } from '../../network/forwardCost';
import type { Network } from '../../network/network';
import { type Polygon, pointInInput, type Slice } from '../../slice/slice';
import type { CellComplex } from '../complex';
import { Jumps } from '../jumps';
import { type Columns, coversNetwork } from '../outputs';
import { keepsWinner } from '../signs';
import { NOISE_FACTOR } from '../tolerance';
import { mapResidual, norm, rowsResidual } from './atPoint';
import { FaceCode } from './faceCode';
import { FaceColumns } from './faceColumns';
import { FaceSigns } from './faceSigns';
import { outputColumns } from './outputColumns';
import { CentroidPasses } from './points';

/** Forward passes that are taken together, unless these would take more multiplications. */
const TOGETHER = 8;
const MOST_TOGETHER = 2e8;

/** The checks of a partition that go face by face, and what they have found so far. */
export class FaceChecks {
  checked = 0;
  codeMismatches = 0;
  signViolations = 0;
  residual = 0;
  residualsChecked = 0;
  private readonly network: Network;
  private readonly slice: Slice;
  private readonly complex: CellComplex;
  private readonly diameter: number;
  private readonly covered: boolean;
  private readonly code: FaceCode;
  private readonly columns: FaceColumns;
  private readonly signs: FaceSigns;
  private readonly jumps: Jumps | null;
  private readonly passes: CentroidPasses;
  private end = 0;
  private begun = true;

  /** `noise`: of the pre-activations on the domain (`preActivationNoise`). */
  constructor(
    { network, slice, complex }: { network: Network; slice: Slice; complex: CellComplex },
    domain: Polygon,
    private readonly noise: readonly Float64Array[],
    private readonly threshold: number,
  ) {
    this.network = network;
    this.slice = slice;
    this.complex = complex;
    this.covered = coversNetwork(network, complex);
    this.diameter = Math.max(
      ...domain.flatMap((a) => domain.map((b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])))),
    );
    const { layout } = complex;
    const layers = this.covered ? network.layers.length : (layout.gated[layout.gated.length - 1]?.layer ?? 1);
    this.code = new FaceCode(layout);
    this.columns = new FaceColumns(network, slice, this.code, layers);
    this.signs = new FaceSigns(complex, this.code, this.columns, this.noise, this.diameter);
    const together = Math.max(1, Math.min(TOGETHER, Math.floor(MOST_TOGETHER / forwardCost(network))));
    this.passes = new CentroidPasses(network, slice, complex, together);
    this.jumps = this.covered ? new Jumps(complex, network.outputSize, this.outputNoise) : null;
  }

  /** Largest jump of the output across an edge. */
  get continuity(): number {
    return this.jumps?.largest() ?? 0;
  }

  private get outputNoise(): Float64Array {
    return this.noise[this.noise.length - 1] as Float64Array;
  }

  /** Begins a run of neighbouring faces, up to `end` − 1. */
  begin(end: number): void {
    this.end = end;
    this.begun = false;
  }

  /** Checks one face, those of a run in order. */
  check(face: number): void {
    const { code, columns, complex, passes } = this;
    passes.reach(face, this.end);
    code.moveTo(complex.codes, face * complex.layout.words);
    columns.update();
    if (this.begun) this.signs.follow();
    else this.signs.begin(face, this.end);
    this.begun = true;
    if (!passes.agree(face, code, this.noise)) this.codeMismatches++;
    const output = outputColumns(this.network, code, columns);
    const diameter = this.diameter;
    const wins = (): boolean =>
      keepsWinner(complex, face, output, { values: this.outputNoise, diameter }, this.threshold);
    if (!this.signs.keep(face) || !wins()) this.signViolations++;
    this.jumps?.add(face, output);
    if (this.covered) this.takeResidual(face, output, passes.output(face));
    this.checked++;
  }

  private takeResidual(face: number, output: Columns, f: Float64Array): void {
    const { complex } = this;
    const [p, q] = [f64(complex.centroids, 2 * face), f64(complex.centroids, 2 * face + 1)];
    const k = f.length;
    const difference = f.map(
      (value, j) => f64(output, j) * p + f64(output, k + j) * q + f64(output, 2 * k + j) - value,
    );
    const scale = norm(output.subarray(0, 2 * k)) * Math.hypot(p, q) + norm(output.subarray(2 * k)) + 1;
    this.residual = Math.max(this.residual, norm(difference) / (scale + norm(this.outputNoise) / NOISE_FACTOR));
    this.residualsChecked++;
  }

  /** The map of R^d, too, at the face checked last: of the `rows` largest outputs, a row a step, where it has more. */
  *inInput(face: number, rows: number): Generator<undefined, void, undefined> {
    if (!this.covered) return;
    const { complex, network } = this;
    const { words } = complex.layout;
    const code = complex.codes.subarray(face * words, (face + 1) * words);
    const x = pointInInput(this.slice, [f64(complex.centroids, 2 * face), f64(complex.centroids, 2 * face + 1)]);
    const f = this.passes.output(face);
    const own =
      rows < network.outputSize ? yield* rowsResidual(network, code, { x, f }, rows) : mapResidual(network, code, x, f);
    this.residual = Math.max(this.residual, own);
  }
}
