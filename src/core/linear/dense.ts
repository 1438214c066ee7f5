import { f64 } from '../math/typed';
import { addScaled, allZero } from './many';
import { type DenseMap, type Entries, type Kernel, reserve } from './types';

/** Products with one matrix on each stretch of the input. */
export class DenseKernel implements Kernel {
  readonly inputs: number;
  readonly outputs: number;

  constructor(private readonly map: DenseMap) {
    this.inputs = map.inputs;
    this.outputs = map.outputs;
  }

  forward(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void {
    const { blocks, units, features, weights } = this.map;
    for (let block = 0; block < blocks; block++) {
      const from = xStart + block * features;
      const to = yStart + block * units;
      for (let j = 0, w = 0; j < units; j++) {
        let sum = 0;
        for (let k = 0; k < features; k++, w++) sum += f64(weights, w) * f64(x, from + k);
        y[to + j] = f64(y, to + j) + sum;
      }
    }
  }

  forwardMany(x: Float64Array, xStart: number, y: Float64Array, yStart: number, columns: number): void {
    const { blocks, units, features, weights } = this.map;
    for (let block = 0; block < blocks; block++) {
      const from = xStart + block * features;
      for (let j = 0, w = 0; j < units; j++) {
        const to = (yStart + block * units + j) * columns;
        for (let k = 0; k < features; k++, w++) addScaled(f64(weights, w), x, (from + k) * columns, y, to, columns);
      }
    }
  }

  transposed(y: Float64Array, yStart: number, x: Float64Array, xStart: number): void {
    const { blocks, units, features, weights } = this.map;
    for (let block = 0; block < blocks; block++) {
      const from = xStart + block * features;
      for (let j = 0; j < units; j++) {
        const value = f64(y, yStart + block * units + j);
        if (value === 0) continue;
        const w = j * features;
        for (let k = 0; k < features; k++) x[from + k] = f64(x, from + k) + f64(weights, w + k) * value;
      }
    }
  }

  transposedMany(y: Float64Array, yStart: number, x: Float64Array, xStart: number, columns: number): void {
    const { blocks, units, features, weights } = this.map;
    for (let row = 0; row < blocks * units; row++) {
      const from = (yStart + row) * columns;
      if (allZero(y, from, columns)) continue;
      const to = xStart + Math.floor(row / units) * features;
      const w = (row % units) * features;
      for (let k = 0; k < features; k++) addScaled(f64(weights, w + k), y, from, x, (to + k) * columns, columns);
    }
  }

  magnitude(x: Float64Array, xStart: number, y: Float64Array, yStart: number, power: 1 | 2): void {
    const { blocks, units, features, weights } = this.map;
    for (let block = 0; block < blocks; block++)
      for (let j = 0, w = 0; j < units; j++) {
        let sum = 0;
        for (let k = 0; k < features; k++, w++) {
          const weight = Math.abs(f64(weights, w));
          sum += (power === 1 ? weight : weight * weight) * f64(x, xStart + block * features + k);
        }
        const at = yStart + block * units + j;
        y[at] = f64(y, at) + sum;
      }
  }

  column(input: number, entries: Entries): void {
    const { units, features, weights } = this.map;
    const block = Math.floor(input / features);
    const k = input - block * features;
    reserve(entries, units);
    entries.count = units;
    for (let j = 0; j < units; j++) {
      entries.index[j] = block * units + j;
      entries.weight[j] = f64(weights, j * features + k);
    }
  }

  row(output: number, entries: Entries): void {
    const { units, features, weights } = this.map;
    const block = Math.floor(output / units);
    const j = output - block * units;
    reserve(entries, features);
    entries.count = features;
    for (let k = 0; k < features; k++) {
      entries.index[k] = block * features + k;
      entries.weight[k] = f64(weights, j * features + k);
    }
  }
}
