import { f64 } from '../math/typed';
import { alongFilters, alongFourRows, alongRow, gatherMany, type Stretch } from './convStretch';
import { byPlace } from './convWeights';
import { addScaled, allZero } from './many';
import { type ConvMap, type Entries, type Kernel, reserve } from './types';

/** Steps from one channel, row and column to the next in a flat tensor. */
interface Steps {
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

const stepsOf = (axis: 'first' | 'last', channels: number, rows: number, columns: number): Steps =>
  axis === 'first'
    ? { channel: rows * columns, row: columns, column: 1 }
    : { channel: 1, row: columns * channels, column: channels };

/**
 * A cross-correlation by its structure: every product walks over filters, kernel places and positions, and touches each
 * weight where it stands. Cost: the kernel's places × filters × channels a group × positions.
 */
export class ConvKernel implements Kernel {
  readonly inputs: number;
  readonly outputs: number;
  private readonly wide: Steps;
  private readonly narrow: Steps;
  /** Kernel places × channels a group × filters: for channels last, neighbouring filters are neighbours. */
  private readonly weights: Float64Array;

  constructor(private readonly map: ConvMap) {
    this.inputs = map.inputs;
    this.outputs = map.outputs;
    this.wide = stepsOf(map.channelAxis, map.channels, map.height, map.width);
    this.narrow = stepsOf(map.channelAxis, map.filters, map.rows, map.columns);
    this.weights = byPlace(map);
  }

  forward(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void {
    if (this.map.transposed) this.scatter(x, xStart, y, yStart, this.weights);
    else this.gather(x, xStart, y, yStart, this.weights);
  }

  forwardMany(x: Float64Array, xStart: number, y: Float64Array, yStart: number, columns: number): void {
    if (this.map.transposed) this.scatter(x, xStart, y, yStart, this.weights, columns);
    else this.walk(x, xStart, y, yStart, this.weights, gatherMany(columns));
  }

  transposedMany(y: Float64Array, yStart: number, x: Float64Array, xStart: number, columns: number): void {
    if (this.map.transposed) this.walk(y, yStart, x, xStart, this.weights, gatherMany(columns));
    else this.scatter(y, yStart, x, xStart, this.weights, columns);
  }

  transposed(y: Float64Array, yStart: number, x: Float64Array, xStart: number): void {
    if (this.map.transposed) this.gather(y, yStart, x, xStart, this.weights);
    else this.scatter(y, yStart, x, xStart, this.weights);
  }

  magnitude(x: Float64Array, xStart: number, y: Float64Array, yStart: number, power: 1 | 2): void {
    const weights = this.weights.map((w) => (power === 1 ? Math.abs(w) : w * w));
    if (this.map.transposed) this.scatter(x, xStart, y, yStart, weights);
    else this.gather(x, xStart, y, yStart, weights);
  }

  column(input: number, entries: Entries): void {
    if (this.map.transposed) this.wideEntries(input, entries);
    else this.narrowEntries(input, entries);
  }

  row(output: number, entries: Entries): void {
    if (this.map.transposed) this.narrowEntries(output, entries);
    else this.wideEntries(output, entries);
  }

  /** Rows (or columns) of the narrow side at which a kernel place meets the wide side: [first, end). */
  private range(axis: 0 | 1, place: number): readonly [number, number] {
    const { strides, dilations, pads, rows, columns, height, width } = this.map;
    const shift = place * dilations[axis] - pads[axis];
    const size = axis === 0 ? height : width;
    const first = Math.max(0, Math.ceil(-shift / strides[axis]));
    const end = Math.min(axis === 0 ? rows : columns, Math.floor((size - 1 - shift) / strides[axis]) + 1);
    return [first, end];
  }

  /** Calls `visit` for each kernel place and position: where wide, narrow and weights begin there, for the first group. */
  private positions(visit: (wide: number, narrow: number, weight: number, count: number) => void): void {
    const { kernel, strides, dilations, pads, channels, filters, groups } = this.map;
    const { wide, narrow } = this;
    const size = (channels / groups) * filters;
    for (let ky = 0; ky < kernel[0]; ky++) {
      const [top, bottom] = this.range(0, ky);
      for (let kx = 0; kx < kernel[1]; kx++) {
        const [left, right] = this.range(1, kx);
        if (right <= left) continue;
        const weight = (ky * kernel[1] + kx) * size;
        const column = left * strides[1] + kx * dilations[1] - pads[1];
        for (let row = top; row < bottom; row++) {
          const from = (row * strides[0] + ky * dilations[0] - pads[0]) * wide.row + column * wide.column;
          visit(from, row * narrow.row + left * narrow.column, weight, right - left);
        }
      }
    }
  }

  /** Calls `along` for every stretch of neighbouring positions, each kernel place and channel by itself. */
  private walk(
    wideValues: Float64Array,
    wideStart: number,
    narrowValues: Float64Array,
    narrowStart: number,
    weights: Float64Array,
    along: (stretch: Stretch) => void,
  ): void {
    const { channels, filters, groups, strides } = this.map;
    const { wide, narrow } = this;
    const [perGroup, filtersPerGroup] = [channels / groups, filters / groups];
    const stretch: Stretch = {
      wide: wideValues,
      narrow: narrowValues,
      weights,
      wideStep: strides[1] * wide.column,
      narrowStep: narrow.column,
      filterStep: narrow.channel,
      filters: filtersPerGroup,
      wideAt: 0,
      narrowAt: 0,
      weight: 0,
      count: 0,
    };
    this.positions((from, to, w, count) => {
      stretch.count = count;
      for (let g = 0; g < groups; g++)
        for (let c = 0; c < perGroup; ) {
          stretch.wideAt = wideStart + from + (g * perGroup + c) * wide.channel;
          stretch.weight = w + c * filters + g * filtersPerGroup;
          stretch.narrowAt = narrowStart + to + g * filtersPerGroup * narrow.channel;
          const four = along === alongRow && c + 4 <= perGroup;
          if (four) alongFourRows(stretch, wide.channel, filters);
          else along(stretch);
          c += four ? 4 : 1;
        }
    });
  }

  /** From the wide to the narrow side. */
  private gather(x: Float64Array, xStart: number, y: Float64Array, yStart: number, weights: Float64Array): void {
    this.walk(x, xStart, y, yStart, weights, this.map.channelAxis === 'last' ? alongFilters : alongRow);
  }

  /** From the narrow to the wide side: what is not 0 there is often little, so each place is asked once. */
  private scatter(
    y: Float64Array,
    yStart: number,
    x: Float64Array,
    xStart: number,
    weights: Float64Array,
    vectors = 1,
  ): void {
    const { channels, filters, groups, kernel, strides, dilations, pads, rows, columns, height, width } = this.map;
    const { wide, narrow } = this;
    const [perGroup, filtersPerGroup] = [channels / groups, filters / groups];
    for (let n = 0; n < this.map.filters * rows * columns; n++) {
      const from = (yStart + n) * vectors;
      if (allZero(y, from, vectors)) continue;
      const filter = Math.floor(n / narrow.channel) % filters;
      const top = (Math.floor(n / narrow.row) % rows) * strides[0] - pads[0];
      const left = (Math.floor(n / narrow.column) % columns) * strides[1] - pads[1];
      const group = Math.floor(filter / filtersPerGroup);
      for (let ky = 0; ky < kernel[0]; ky++) {
        const row = top + ky * dilations[0];
        if (row < 0 || row >= height) continue;
        for (let kx = 0; kx < kernel[1]; kx++) {
          const column = left + kx * dilations[1];
          if (column < 0 || column >= width) continue;
          let at = xStart + row * wide.row + column * wide.column + group * perGroup * wide.channel;
          let weight = (ky * kernel[1] + kx) * perGroup * filters + filter;
          for (let c = 0; c < perGroup; c++, at += wide.channel, weight += filters)
            addScaled(f64(weights, weight), y, from, x, at * vectors, vectors);
        }
      }
    }
  }

  /** What a place of the wide side gives to the narrow one. */
  private narrowEntries(input: number, entries: Entries): void {
    const { kernel, strides, dilations, pads, channels, filters, groups, rows, columns } = this.map;
    const { wide, narrow, weights } = this;
    const channel = Math.floor(input / wide.channel) % channels;
    const y = Math.floor(input / wide.row) % this.map.height;
    const x = Math.floor(input / wide.column) % this.map.width;
    const perGroup = channels / groups;
    const group = Math.floor(channel / perGroup);
    const filtersPerGroup = filters / groups;
    reserve(entries, kernel[0] * kernel[1] * filtersPerGroup);
    let count = 0;
    for (let ky = 0; ky < kernel[0]; ky++) {
      const row = (y + pads[0] - ky * dilations[0]) / strides[0];
      if (row < 0 || row >= rows || row !== Math.floor(row)) continue;
      for (let kx = 0; kx < kernel[1]; kx++) {
        const column = (x + pads[1] - kx * dilations[1]) / strides[1];
        if (column < 0 || column >= columns || column !== Math.floor(column)) continue;
        const first = group * filtersPerGroup;
        const at = row * narrow.row + column * narrow.column + first * narrow.channel;
        const w = ((ky * kernel[1] + kx) * perGroup + (channel - group * perGroup)) * filters + first;
        for (let f = 0; f < filtersPerGroup; f++) {
          entries.index[count] = at + f * narrow.channel;
          entries.weight[count++] = f64(weights, w + f);
        }
      }
    }
    entries.count = count;
  }

  /** What a place of the narrow side takes from the wide one. */
  private wideEntries(input: number, entries: Entries): void {
    const { kernel, strides, dilations, pads, channels, filters, groups, height, width } = this.map;
    const { wide, narrow, weights } = this;
    const filter = Math.floor(input / narrow.channel) % filters;
    const top = (Math.floor(input / narrow.row) % this.map.rows) * strides[0] - pads[0];
    const left = (Math.floor(input / narrow.column) % this.map.columns) * strides[1] - pads[1];
    const perGroup = channels / groups;
    const first = Math.floor(filter / (filters / groups)) * perGroup;
    reserve(entries, kernel[0] * kernel[1] * perGroup);
    let count = 0;
    for (let ky = 0; ky < kernel[0]; ky++) {
      const y = top + ky * dilations[0];
      if (y < 0 || y >= height) continue;
      for (let kx = 0; kx < kernel[1]; kx++) {
        const x = left + kx * dilations[1];
        if (x < 0 || x >= width) continue;
        for (let c = 0; c < perGroup; c++) {
          entries.index[count] = y * wide.row + x * wide.column + (first + c) * wide.channel;
          entries.weight[count++] = f64(weights, ((ky * kernel[1] + kx) * perGroup + c) * filters + filter);
        }
      }
    }
    entries.count = count;
  }
}
