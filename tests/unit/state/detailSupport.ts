/** Deep zooms on a bench. */
import { expect } from 'vitest';
import type { Slice } from '../../../src/core/slice/slice';
import { type Detail, detailInForce } from '../../../src/state/detail';
import type { PartitionResult } from '../../../src/state/types';
import { type Bench, opened } from './support';

/** A place where boundaries cross: vertex `index` of those inside the domain. */
export function crossing({ session }: Bench, index = 0): readonly [number, number] {
  const { complex } = session().result as PartitionResult;
  if (!complex) throw new Error('no complex');
  const inner = Array.from({ length: complex.vertices.length / 2 }, (_, v) => v).filter(
    (v) => Math.max(Math.abs(complex.vertices[2 * v] as number), Math.abs(complex.vertices[2 * v + 1] as number)) < 0.8,
  );
  const v = inner[index % inner.length] as number;
  return [complex.vertices[2 * v] as number, complex.vertices[2 * v + 1] as number];
}

export const detailOf = ({ session }: Bench): Detail => {
  const detail = detailInForce(session());
  if (!detail) throw new Error('there is no detail in force');
  return detail;
};

export async function zoomed(span = 1e-6, index = 40): Promise<Bench> {
  const page = await opened('moons');
  page.actions.setViewport({ centre: crossing(page, index), span });
  await page.api.idle();
  return page;
}

const CLEAN = { euler: 1, codeMismatches: 0, signViolations: 0 };

export function expectExact({ result }: Detail, part: { slice: Slice }): void {
  expect(result.certificate).toMatchObject(CLEAN);
  expect(result.certificate?.areaError).toBeLessThan(1e-9);
  expect(result.certificate?.continuity).toBeLessThan(1e-7);
  expect(result.certificate?.codesChecked).toBe(result.complex.areas.length);
  expect(result.slice).toBe(part.slice);
}
