/** The worker of soft codes without the worker: its jobs, and what the client drops. */
import { describe, expect, it } from 'vitest';
import { codesEqual, splineCode } from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { agreementStudy, likelyCodes, sampledMaps, softness, softPass } from '../../../src/core/soft';
import { loadSolver } from '../../../src/solver/loadNode';
import type { Posted } from '../../../src/workers/networkOnce';
import { SoftCodesClient, type SoftCodesPortHandlers } from '../../../src/workers/softCodesClient';
import type { SoftCodesAnswer, SoftCodesJob } from '../../../src/workers/softCodesProtocol';
import { runSoftCodesJob } from '../../../src/workers/softCodesService';

const network = initialiseNetwork({
  name: 'small',
  widths: [2, 4, 4, 2],
  activation: { name: 'relu' },
  seed: 3,
  scheme: 'he',
  bias: 0.5,
});
const gates = softness(network, { beta: 0.5 });
const x = Float64Array.of(0.3, -0.2);
const codes = likelyCodes(network, softPass(network, gates, x), 32).map(({ code }) => code);

const SAMPLES: SoftCodesJob = { kind: 'samples', network, gates, x, count: 200, seed: 4 };
const STATUSES: SoftCodesJob = { kind: 'statuses', network, codes, x };

async function answersTo(job: SoftCodesJob, now = (): number => 0): Promise<SoftCodesAnswer[]> {
  const answers: SoftCodesAnswer[] = [];
  await runSoftCodesJob(structuredClone(job), {
    now,
    loadSolver,
    send: (answer) => void answers.push(structuredClone(answer)),
  });
  return answers;
}

describe('a job', () => {
  it('draws the codes that the core draws', async () => {
    const [samples, done] = await answersTo(SAMPLES);
    expect(samples).toEqual({ kind: 'samples', samples: sampledMaps(network, softPass(network, gates, x), 200, 4) });
    expect(done).toEqual({ kind: 'done' });
  });

  it('tells empty codes from those that an input has, with the input', async () => {
    const answers = await answersTo(STATUSES);
    expect(answers.at(-1)).toEqual({ kind: 'done' });
    const kinds = answers.slice(0, -1).map((answer, i) => {
      if (answer.kind !== 'status') throw new Error('no status');
      expect(answer.index).toBe(i);
      const { kind, point } = answer.status;
      if (point) expect(codesEqual(splineCode(network, point), codes[i] as Uint32Array)).toBe(true);
      expect(point !== null).toBe(kind === 'realised');
      return kind;
    });
    expect(kinds).toHaveLength(32);
    expect(new Set(kinds)).toEqual(new Set(['realised', 'empty']));
  });

  it('compares soft and hard as the core does', async () => {
    const question = { network, slice: axisSlice(2), domain: square(1), betas: { beta: 0.5, layers: [] } };
    const steps = agreementStudy(question);
    let next = steps.next();
    while (!next.done) next = steps.next();
    expect(next.value.places).toBeGreaterThan(20);
    const answers = await answersTo({ kind: 'agreement', ...question });
    expect(answers).toEqual([{ kind: 'agreement', agreement: next.value }, { kind: 'done' }]);
    // On a slow machine it says how far it is.
    let clock = 0;
    const slow = await answersTo({ kind: 'agreement', ...question }, () => (clock += 200));
    expect(slow.slice(-2)).toEqual(answers);
    const shares = slow.slice(0, -2).map((answer) => (answer.kind === 'share' ? answer.share : Number.NaN));
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('that goes wrong says why', async () => {
    const answers: SoftCodesAnswer[] = [];
    const fails = {
      now: () => 0,
      loadSolver: () => Promise.reject(new Error('no file')),
      send: (one: SoftCodesAnswer) => void answers.push(one),
    };
    await runSoftCodesJob(STATUSES, fails);
    expect(answers).toEqual([{ kind: 'error', message: 'no file' }]);
  });
});

/** Workers that answer when they are told to. */
function fakeWorkers() {
  const made: { handlers: SoftCodesPortHandlers; jobs: Posted<SoftCodesJob>[]; ended: boolean }[] = [];
  const answers: SoftCodesAnswer[] = [];
  const client = new SoftCodesClient(
    (answer) => void answers.push(answer),
    (handlers) => {
      const worker = { handlers, jobs: [] as Posted<SoftCodesJob>[], ended: false };
      made.push(worker);
      return {
        post: (job) => void worker.jobs.push(job),
        terminate() {
          worker.ended = true;
        },
      };
    },
  );
  return { made, answers, client };
}

describe('the client', () => {
  it('keeps a worker that has answered, and ends one that has not', () => {
    const { made, answers, client } = fakeWorkers();
    client.ask(SAMPLES);
    made[0]?.handlers.message({ kind: 'done' });
    client.ask(STATUSES);
    expect(made).toHaveLength(1);
    client.ask(SAMPLES);
    expect(made.map(({ ended }) => ended)).toEqual([true, false]);
    made[0]?.handlers.message({ kind: 'error', message: 'late' });
    expect(answers).toEqual([{ kind: 'done' }]);
    client.cancel();
    expect(made[1]?.ended).toBe(true);
  });

  it('says that a worker died, and starts another for the next job', () => {
    const { made, answers, client } = fakeWorkers();
    client.ask(SAMPLES);
    made[0]?.handlers.failure('out of memory');
    expect(answers).toMatchObject([{ kind: 'error', message: expect.stringContaining('out of memory') }]);
    client.ask(SAMPLES);
    expect(made).toHaveLength(2);
    client.dispose();
    expect(made[1]?.ended).toBe(true);
  });
});
