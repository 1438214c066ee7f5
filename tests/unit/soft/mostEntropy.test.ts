/** The largest entropy of soft codes: against passes at β = 0, where all pieces are alike, and at any other β. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLayout } from '../../../src/core/network';
import { codeEntropy, mostEntropy, softness, softPass } from '../../../src/core/soft';
import { graphCase } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });

describe('the largest entropy', () => {
  it('is not exceeded by any layer, nor by the whole code, of any graph', () =>
    holds(
      fc.property(seeds, fc.double({ min: 0, max: 1, noNaN: true }), (seed, beta) => {
        const { network, x } = graphCase(seed);
        const { layers, total } = codeEntropy(softPass(network, softness(network, { beta }), x));
        const most = mostEntropy(network);
        return (
          most.layers.length === layers.length &&
          total <= most.total * (1 + 1e-12) + 1e-12 &&
          layers.every((entropy, l) => entropy <= (most.layers[l] as number) * (1 + 1e-12) + 1e-12)
        );
      }),
      71,
      150,
    ));

  it('is that of the whole code at β = 0 where units have two pieces', () => {
    let contests = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const { network, x } = graphCase(seed);
      const { gated } = codeLayout(network);
      if (gated.some(({ activation }) => activation.thresholds.length > 1)) continue;
      contests += Number(gated.some(({ contest }) => contest !== undefined));
      const { total } = codeEntropy(softPass(network, softness(network, { beta: 0 }), x));
      expect(mostEntropy(network).total, `graph ${seed}`).toBeCloseTo(total, 9);
    }
    expect(contests).toBeGreaterThan(5);
  });
});
