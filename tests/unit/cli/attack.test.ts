import { describe, expect, it } from 'vitest';
import { type AttackReport, attackReport, forward, pointInInput, startStudy, walkPath } from '../../../src/core';
import type { InSlice, StudyOptions } from '../../../src/core/attack';
import { fixture as networkFixture } from '../../support/build';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const file = fixture('mlp2_2x16');
const { network, slice, domain } = networkFixture('mlp2_2x16');
const words = ['attack', file, '--at', '0.3,-0.2'];
const at = [0.3, -0.2] as const;
const clean = pointInInput(slice, at);

/** The same by the library, as JSON has it. */
function byLibrary(options: StudyOptions, within: InSlice | null): unknown {
  const study = startStudy(network, clean, options, within);
  while (!study.advance());
  return JSON.parse(JSON.stringify(attackReport(study.finish())));
}

describe('attack --json', () => {
  it('gives what the library gives', async () => {
    expect(await json(...words)).toEqual(
      byLibrary({ method: 'pgd', norm: 'inf', epsilon: 0.1 }, { slice, domain, at }),
    );
    expect(
      await json(
        ...[
          'attack',
          file,
          '--input',
          clean.join(),
          '--method',
          'fgsm',
          '--norm',
          '2',
          '--epsilon',
          '0.5',
          '--seed',
          '4',
        ],
      ),
    ).toEqual(byLibrary({ method: 'fgsm', norm: '2', epsilon: 0.5, seed: 4, directionSeed: 4 }, null));
    expect(await json(...words, '--steps', '7', '--step', '0.1', '--box', '-0.25,0.25', '--seed', '2')).toEqual(
      byLibrary(
        {
          method: 'pgd',
          norm: 'inf',
          epsilon: 0.1,
          steps: 7,
          step: 0.1,
          box: [-0.25, 0.25],
          seed: 2,
          directionSeed: 2,
        },
        { slice, domain, at },
      ),
    );
  });

  it('has a forward pass and a walk say the same', async () => {
    const report = await json<AttackReport>(...words, '--epsilon', '0.4');
    const [before] = forward(network, clean) as unknown as [number];
    const [after] = forward(network, report.attacked) as unknown as [number];
    expect(report.before.class).toBe(Number(before > 0));
    expect(report.after.class).toBe(Number(after > 0));
    expect(report.after.probability).toBeCloseTo(1 / (1 + Math.exp(-Math.abs(after))), 12);
    expect(report.success).toBe(before > 0 !== after > 0);
    const { crossings } = walkPath(network, [clean, report.attacked]);
    expect(report.straight?.crossings).toBe(crossings.t.length);
    expect(report.random?.count).toBe(100);
    // In a plane the slice is all there is.
    const { decision, decisionInSlice } = report;
    expect(decisionInSlice?.exact).toBe(true);
    const nearest = decisionInSlice?.distance ?? 0;
    expect(decision.lower).toBeLessThanOrEqual(nearest);
    expect(decision.upper?.distance).toBeGreaterThanOrEqual(nearest * (1 - 1e-12));
    const [f] = forward(network, pointInInput(slice, decisionInSlice?.at ?? [0, 0])) as unknown as [number];
    expect(Math.abs(f)).toBeLessThan(1e-12);
  });

  it('takes class and target', async () => {
    const { before } = await json<AttackReport>(...words);
    const other = String(1 - before.class);
    expect(await json(...words, '--target', other)).toMatchObject({ class: before.class, target: 1 - before.class });
    expect(await json(...words, '--class', other)).toMatchObject({
      class: 1 - before.class,
      target: null,
      success: true,
    });
  });
});

describe('attack', () => {
  it('prints a table for people', async () => {
    const { out } = await run(...words, '--epsilon', '0.4');
    expect(out).toMatch(
      /^network +mlp2_2x16 \(2-16-16-1\)\nattack +PGD, L∞ ball of 0\.4, away from class [01]\nclass /,
    );
    expect(out).toMatch(/\nsteps +20, the best after \d+\n/);
    expect(out).toMatch(/\nperturbation +0\.\d+ in L∞, 0\.\d+ in L2\nhamming +\d+ between/);
    expect(out).toMatch(/\n… 100 random +\d.+ per length \(mean with its 99 % interval; from /);
    expect(out).toMatch(/\nanother class +(not within|at) /);
    expect(out).toMatch(/\n… in the slice +0\.\d+ \(between classes [01] and [01], exact\)\n$/);
  });

  it('says where the gradient is 0', async () => {
    const dead = folder.write('dead.json', {
      layers: [
        { W: [[1, 0]], b: [-5] },
        { W: [[1]], b: [1] },
      ],
    });
    const { code, out } = await run('attack', dead, '--input', '0,0');
    expect(code).toBe(0);
    expect(out).toContain('exactly 0 before step 1: no way leads on');
    expect(out).toContain('none: nothing moved');
    expect(await json<AttackReport>('attack', dead, '--input', '0,0')).toMatchObject({
      straight: null,
      zeroGradient: 1,
    });
  });

  it.each<[string, string[], string]>([
    ['no place', [], 'say what to attack: either --input'],
    ['both places', ['--at', '0,0', '--input', '0,0'], 'say what to attack: either --input'],
    ['another size', ['--input', '0'], '--input: 1 values, this network needs 2 (its inputs)'],
    ['another method', ['--at', '0,0', '--method', 'cw'], "--method: 'cw' is none of pgd, fgsm"],
    ['another norm', ['--at', '0,0', '--norm', '1'], "--norm: '1' is none of inf, 2"],
    ['ε', ['--at', '0,0', '--epsilon', '0'], "--epsilon: '0' is not a number above 0"],
    ['steps of FGSM', ['--at', '0,0', '--method', 'fgsm', '--steps', '3'], '--steps is for --method pgd'],
    ['a class', ['--at', '0,0', '--class', '2'], "--class: '2' is not a whole number from 0 to 1"],
    [
      'one class twice',
      ['--at', '0,0', '--class', '1', '--target', '1'],
      'target: 1 is the class that the attack leads',
    ],
    ['a box', ['--at', '0,0', '--box', '1,0'], '--box: 1 is not below 0'],
  ])('refuses %s', async (_, rest, message) => {
    const { code, out, error } = await run('attack', file, ...rest);
    expect([code, out]).toEqual([2, '']);
    expect(error.startsWith(`polytope-lens: ${message}`), error).toBe(true);
  });
});
