/** The soft code of a large network as a worker gives it, part by part: against what the page computes of small ones at once. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingUnits } from '../../../src/core/analysis';
import { codeLayout, localAffineMap, type Network } from '../../../src/core/network';
import { metric, pointInInput, type Slice } from '../../../src/core/slice/slice';
import {
  codeEntropy,
  expectedActive,
  gatesOf,
  jacobian,
  likelyCodes,
  softMap,
  softPass,
  softQuantity,
} from '../../../src/core/soft';
import { InspectionService } from '../../../src/state/inspecting/inspectionService';
import type { InspectionAnswer, PostedSoft } from '../../../src/state/inspecting/protocol';
import { type SoftLargeJob, type SoftLargePart, softOfLarge } from '../../../src/state/inspecting/softLarge';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const COUNT = 5;

function jobOf(seed: number, beta: number): SoftLargeJob {
  const { network, random } = graphCase(seed);
  const slice = {
    origin: normals(random, network.inputSize),
    e1: normals(random, network.inputSize),
    e2: normals(random, network.inputSize),
  };
  const x = pointInInput(slice, [0.3, -0.2]);
  const other = seed % 2 === 0 ? pointInInput(slice, [-0.1, 0.4]) : null;
  return { network, gates: gatesOf(network, { beta, layers: [] }), slice, x, other, count: COUNT };
}

function partsOf(job: SoftLargeJob): { parts: SoftLargePart[]; shares: number[] } {
  const steps = [...softOfLarge(job)];
  return { parts: steps.flatMap(({ news }) => (news ? [news] : [])), shares: steps.map(({ share }) => share) };
}

/** ‖M E‖_F for a matrix of rows × inputs, E orthonormal in the plane. */
function alongSlice(A: Float64Array, network: Network, { e1, e2, ...slice }: Slice): number {
  const { g11, g12, g22 } = metric({ ...slice, e1, e2 });
  const first = e1.map((value) => value / Math.sqrt(g11));
  const rest = e2.map((value, k) => value - (g12 / g11) * (e1[k] as number));
  const length = Math.sqrt(g22 - (g12 * g12) / g11);
  const axes = network.inputSize === 1 ? [first] : [first, rest.map((value) => value / length)];
  let sum = 0;
  for (let r = 0; r < A.length / network.inputSize; r++)
    for (const axis of axes) {
      let product = 0;
      for (let k = 0; k < network.inputSize; k++)
        product += (A[r * network.inputSize + k] as number) * (axis[k] as number);
      sum += product * product;
    }
  return Math.sqrt(sum);
}

const less = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - (b[i] as number));
const near = (a: number, b: number, scale = 1): boolean => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b) + scale);

/** Whether all that the parts say is what the core says at once. */
function isRight(job: SoftLargeJob): boolean {
  const { network, gates, slice, x, other } = job;
  const { parts, shares } = partsOf(job);
  const pass = softPass(network, gates, x);
  const [first, second, ...rest] = parts;
  if (first?.part !== 'pass' || second?.part !== 'norms') return false;
  const { found } = first;
  const same =
    found.entropy.total === codeEntropy(pass).total &&
    found.pass.output.every((value, i) => value === pass.output[i]) &&
    found.pass.codes.every(({ probabilities }, l) =>
      probabilities.every((p, i) => p === pass.codes[l]?.probabilities[i]),
    ) &&
    near(found.active.total, expectedActive(pass));
  let hamming: number | null = null;
  if (other) {
    hamming = 0;
    for (const [l, { probabilities }] of softPass(network, gates, other).codes.entries())
      for (const [i, p] of probabilities.entries())
        hamming += Math.abs(p - (pass.codes[l]?.probabilities[i] as number)) / 2;
  }
  const { codeOutput: _, ...plain } = network;
  const soft = softMap(plain, pass).A;
  const scale = alongSlice(soft, network, slice);
  const { norms } = second;
  const normsRight =
    near(norms.soft, scale) &&
    near(norms.derivativeTerm, alongSlice(less(jacobian(plain, pass).A, soft), network, slice), scale) &&
    near(norms.softFromHard, softQuantity(network, gates, slice, { kind: 'distance' })(0.3, -0.2), scale);
  const codes = likelyCodes(network, pass, COUNT);
  const layout = codeLayout(network);
  const lead = codes[0] && localAffineMap(network, codes[0].code).A;
  const codesRight =
    rest.length === codes.length &&
    rest.every((part, i) => {
      const expected = codes[i];
      if (part.part !== 'code' || !expected || !lead) return false;
      const { code, units, logProbability, mapDistance } = part.code;
      const A = localAffineMap(network, expected.code).A;
      return (
        code.join() === expected.code.join() &&
        logProbability === expected.logProbability &&
        units.join() === differingUnits(layout, codes[0]?.code as Uint32Array, code).join() &&
        near(mapDistance, alongSlice(less(A, lead), network, slice), alongSlice(A, network, slice))
      );
    });
  const rising = shares.every((share, i) => share >= (shares[i - 1] ?? 0) && share <= 1 + 1e-12);
  const hammingRight = hamming === null ? found.hamming === null : near(found.hamming as number, hamming);
  return same && hammingRight && normsRight && codesRight && rising;
}

describe('the soft code in parts', () => {
  it('is what the core gives at once, of any graph', () =>
    holds(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, beta) =>
        isRight(jobOf(seed, beta)),
      ),
      19,
      120,
    ));
});

/** A service whose turns are taken by hand. */
function serviceByHand() {
  const answers: InspectionAnswer[] = [];
  let next: (() => void) | null = null;
  const service = new InspectionService(
    {
      now: () => 0,
      yieldTurn: (callback) => {
        next = callback;
      },
    },
    (message, transfer) => answers.push(structuredClone(message, { transfer: [...transfer] as ArrayBuffer[] })),
  );
  const turn = (): boolean => {
    const callback = next;
    next = null;
    callback?.();
    return callback !== null;
  };
  return { service, answers, turn };
}

const posted = (job: SoftLargeJob, number: number): PostedSoft => ({ kind: 'soft', number, network: job.network, job });

describe('the worker of large networks', () => {
  it('gives the parts in turns, the last with its word, after the inspection that waits', () => {
    const { service, answers, turn } = serviceByHand();
    const job = jobOf(8, 0.5);
    service.submit(posted(job, 1));
    service.submit({ kind: 'inspect', number: 2, network: null, slice: job.slice, point: [0.3, -0.2] });
    while (turn());
    const kinds = answers.map(({ kind }) => kind);
    expect(kinds.indexOf('rows')).toBeLessThan(kinds.indexOf('soft'));
    const soft = answers.filter((answer) => answer.kind === 'soft');
    expect(soft.filter(({ done }) => done)).toHaveLength(1);
    expect(soft.at(-1)?.done).toBe(true);
    expect(soft.flatMap(({ step }) => (step.news ? [step.news.part] : [])).slice(0, 3)).toEqual([
      'pass',
      'norms',
      'code',
    ]);
  });

  it('drops a job for a newer one, and ends it when told to', () => {
    const { service, answers, turn } = serviceByHand();
    service.submit(posted(jobOf(8, 0.5), 1));
    turn();
    service.submit(posted(jobOf(8, 0.9), 2));
    turn();
    turn();
    const numbers = answers.map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 2]);
    service.submit({ kind: 'soft', number: 3, network: null, job: null });
    while (turn());
    expect(answers).toHaveLength(3);
  });
});
