/** What tests of planes and spaces ask of a bench. */
import { expect } from 'vitest';
import { projectData } from '../../../src/core/slice/projected';
import { pointInInput, type Slice } from '../../../src/core/slice/slice';
import type { DataSet, LensState } from '../../../src/state/types';
import type { Bench } from './support';

export const expectClose = (a: ArrayLike<number>, b: ArrayLike<number>, digits = 9): void => {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i] as number, digits);
};

export const inside = ({ domain }: Pick<LensState, 'domain'>, p: number, q: number): boolean =>
  domain.every(([a, b], i) => {
    const [c, d] = domain[(i + 1) % domain.length] as readonly [number, number];
    return (c - a) * (q - b) - (d - b) * (p - a) >= 0;
  });

export function expectDataInside(lens: LensState, data: DataSet, slice: Slice): void {
  const { at } = projectData(data, slice);
  for (let i = 0; i < data.count; i++) expect(inside(lens, at[2 * i] as number, at[2 * i + 1] as number)).toBe(true);
  expect(inside(lens, ...lens.point)).toBe(true);
}

/** All that is shown belongs together: plane, network, partition, inspection. */
export async function expectWhole({ api, session, lens }: Bench): Promise<void> {
  await api.idle();
  const { result, network, slice, inspection } = session();
  expect(result?.network).toBe(network);
  expect(result?.slice).toBe(slice);
  expect(result?.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  expect(Array.from(inspection?.x ?? [])).toEqual(Array.from(pointInInput(slice, lens().point)));
}
