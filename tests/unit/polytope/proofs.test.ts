import { describe, expect, it } from 'vitest';
import { facetsOf, halfSpacesAt, type LinearSolver, regionOf, witnessOf } from '../../../src/core/polytope';
import { coordinatesInRegion } from '../../../src/core/polytope/region';
import { seededNetwork } from '../../support/build';
import { cube, expectProofs, solver } from './support';

const network = seededNetwork([4, 10, 8, 1], 6);
const x = [0.1, -0.2, 0.05, 0.3];
const box = cube(4);
const truth = facetsOf(network, x, solver, { box });

/** Answers that are wrong in some way; programs for the ball (one variable more) are left right. */
function lying(lie: (point: Float64Array, multipliers: Float64Array) => void, status?: 'unknown'): LinearSolver {
  return {
    open(problem) {
      const model = solver.open(problem);
      if (problem.variables !== 4) return model;
      return {
        setUpper: (row, bound) => model.setUpper(row, bound),
        setBounds: (variable, lower, upper) => model.setBounds(variable, lower, upper),
        close: () => model.close(),
        maximise(objective) {
          const solution = model.maximise(objective);
          lie(solution.point, solution.multipliers);
          return status ? { ...solution, status } : solution;
        },
      };
    },
  };
}

describe('no verdict rests on what the solver says', () => {
  it('has something to decide by programs', () => {
    expect(truth.redundant.length).toBeGreaterThan(3);
    expect(truth.undecided).toEqual([]);
    expectProofs(truth);
  });

  it.each<[string, LinearSolver]>([
    ['gives up', lying(() => undefined, 'unknown')],
    ['says that all is redundant for no reason', lying((_, multipliers) => void multipliers.fill(0))],
    ['has multipliers twice as large', lying((_, multipliers) => multipliers.set(multipliers.map((l) => 2 * l)))],
    [
      'has points at random',
      lying((point, multipliers) => {
        multipliers.fill(0);
        point.set(point.map((_, k) => Math.sin(k)));
      }),
    ],
  ])('of one that %s: facets stay facets, the rest is undecided or proven', (_, liar) => {
    const result = facetsOf(network, x, liar, { box });
    expectProofs(result);
    const facets = new Set(truth.facets.map(({ constraint }) => constraint));
    for (const { constraint } of result.facets) expect(facets).toContain(constraint);
    for (const { constraint } of result.redundant) expect(facets).not.toContain(constraint);
    expect(result.undecided.length).toBeGreaterThan(0);
  });

  it('a witness beside its hyperplane, or on a second one, is none', () => {
    const region = regionOf(halfSpacesAt(network, x), box);
    for (const { constraint, witness, normal, margin } of truth.facets) {
      const at = (step: number) =>
        coordinatesInRegion(
          region,
          witness.map((value, k) => value + step * (normal[k] as number)),
        );
      expect(witnessOf(region, constraint, at(0))).not.toBeNull();
      expect(witnessOf(region, constraint, at(1e-6 * margin))).toBeNull();
      expect(witnessOf(region, constraint, at(-1e-6 * margin))).toBeNull();
    }
    // With a hyperplane there twice no point of the one is off the other.
    const twice = {
      ...region,
      constraints: region.count,
      box: null,
      normals: region.normals.slice(),
      offsets: region.offsets.slice(),
    };
    const [facet] = truth.facets;
    const [i, other] = [facet?.constraint ?? 0, facet?.constraint === 0 ? 1 : 0];
    twice.normals.set(region.normals.subarray(i * 4, i * 4 + 4), other * 4);
    twice.offsets[other] = region.offsets[i] as number;
    expect(witnessOf(twice, i, coordinatesInRegion(region, facet?.witness ?? []))).toBeNull();
  });
});
