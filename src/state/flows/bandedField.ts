/** A field that is asked for band by band from the top, so that it can be seen as far as it is, and given up at once. */
import type { FieldSamples, Grid } from '../../core/density';
import type { FieldAnswer } from '../../workers/modelProtocol';

const nearest = (at: number, low: number, high: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor((count * (at - low)) / (high - low))));

/** The value of a field nearest to a place; NaN without one. */
export function nearestSample(field: FieldSamples | null, [p, q]: readonly [number, number]): number {
  if (!field) return Number.NaN;
  const { from, to, width, height, values } = field;
  const row = nearest(-q, -to[1], -from[1], height);
  return values[row * width + nearest(p, from[0], to[0], width)] as number;
}

export class BandedField {
  private readonly values: Float32Array;
  private rows = 0;

  /** `ground` is what is seen where the field is not yet there. */
  constructor(
    private readonly grid: Grid,
    ground: FieldSamples | null,
  ) {
    this.values = new Float32Array(grid.width * grid.height);
    if (ground) this.fillFrom(ground);
  }

  get width(): number {
    return this.grid.width;
  }

  get height(): number {
    return this.grid.height;
  }

  get places(): number {
    return this.values.length;
  }

  get done(): boolean {
    return this.rows >= this.grid.height;
  }

  get share(): number {
    return this.rows / this.grid.height;
  }

  /** The next band: as many whole rows as have about so many places, one at least. */
  next(places: number): Grid {
    const { from, to, width, height } = this.grid;
    const rows = Math.min(height - this.rows, Math.max(1, Math.round(places / width)));
    const q = (row: number): number => (row === height ? from[1] : to[1] - ((to[1] - from[1]) * row) / height);
    return { from: [from[0], q(this.rows + rows)], to: [to[0], q(this.rows)], width, height: rows };
  }

  /** Puts the band that was asked for last into its place. */
  take({ width, height, values }: FieldAnswer): void {
    this.values.set(values, this.rows * width);
    this.rows += height;
  }

  /** The whole as it is now: arrays of its own unless it is done. */
  samples(): FieldSamples {
    return { ...this.grid, values: this.done ? this.values : this.values.slice() };
  }

  /** The nearest values of another field over about the same part. */
  private fillFrom(ground: FieldSamples): void {
    const { from, to, width, height } = this.grid;
    const columns = Int32Array.from({ length: width }, (_, i) =>
      nearest(from[0] + ((to[0] - from[0]) * (i + 0.5)) / width, ground.from[0], ground.to[0], ground.width),
    );
    for (let row = 0; row < height; row++) {
      const q = to[1] - ((to[1] - from[1]) * (row + 0.5)) / height;
      const start = ground.width * nearest(-q, -ground.to[1], -ground.from[1], ground.height);
      for (let i = 0; i < width; i++)
        this.values[row * width + i] = ground.values[start + (columns[i] as number)] as number;
    }
  }
}
