/** The vertices of a path as one array, checked. */
import { f64 } from '../math/typed';
import type { Network } from '../network/network';
import { EngineError } from '../partition/errors';

/** One vertex after the other. Throws an EngineError where there are too few, or one does not fit. */
export function flatVertices({ inputSize: d }: Network, vertices: readonly ArrayLike<number>[]): Float64Array {
  if (vertices.length < 2) throw new EngineError(`a path needs two vertices at least, found ${vertices.length}`);
  const flat = new Float64Array(vertices.length * d);
  vertices.forEach((vertex, i) => {
    requirePoint(vertex, d, `vertex ${i}`);
    flat.set(vertex, i * d);
  });
  return flat;
}

/** Throws an EngineError that names the point and what is wrong with it. */
export function requirePoint(point: ArrayLike<number>, d: number, name: string): void {
  if (point.length !== d) throw new EngineError(`${name} has ${point.length} entries, the network takes ${d} inputs`);
  for (let i = 0; i < d; i++)
    if (!Number.isFinite(point[i])) throw new EngineError(`${name}: entry ${i} is not finite (${point[i]})`);
}

/** x_{i+1} − x_i of each leg. */
export function legDirections(vertices: Float64Array, d: number): Float64Array[] {
  return Array.from({ length: vertices.length / d - 1 }, (_, i) =>
    vertices.slice((i + 1) * d, (i + 2) * d).map((value, k) => value - f64(vertices, i * d + k)),
  );
}
