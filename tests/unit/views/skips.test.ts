import { describe, expect, it } from 'vitest';
import { skipsOf } from '../../../src/views/network/graph/skips';

const chain = (...inputs: readonly (readonly string[])[]) =>
  inputs.map((names, i) => ({ name: `n${i}`, inputs: names }));

describe('connections that pass over nodes', () => {
  it('are none in a chain', () => {
    expect(skipsOf(chain([], ['n0'], ['n1']))).toEqual({ lanes: 0, rows: [[], [], []] });
  });

  it('begin at their node, pass those between and end at the node that takes them', () => {
    const { lanes, rows } = skipsOf(chain([], ['n0'], ['n1'], ['n2', 'n0']));
    expect(lanes).toBe(1);
    const kinds = rows.map((parts) => parts.map(({ kind, lane, from, to }) => `${kind} ${lane} ${from} ${to}`));
    expect(kinds).toEqual([['begins 0 n0 n3'], ['passes 0 n0 n3'], ['passes 0 n0 n3'], ['ends 0 n0 n3']]);
  });

  it('share a lane where one ends as the next begins, and not where they overlap', () => {
    expect(skipsOf(chain([], ['n0'], ['n1', 'n0'], ['n2'], ['n3', 'n2'])).lanes).toBe(1);
    const { lanes, rows } = skipsOf(chain([], ['n0'], ['n1'], ['n2', 'n0'], ['n3', 'n1']));
    expect(lanes).toBe(2);
    expect(rows[2]?.map(({ lane }) => lane).sort()).toEqual([0, 1]);
  });
});
