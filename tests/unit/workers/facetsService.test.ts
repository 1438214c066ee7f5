/** The facets worker in this process, with the real solver: what a person waits for, and what stops. */
import { describe, expect, it } from 'vitest';
import { type FacetProgress, facetsOf, type LinearSolver, type PolytopeFacets } from '../../../src/core/polytope';
import { loadSolver } from '../../../src/solver/loadNode';
import { FacetsClient, type FacetsPort, type FacetsPortHandlers } from '../../../src/workers/facetsClient';
import type { FacetsJob, ToFacetsWorker } from '../../../src/workers/facetsProtocol';
import { FacetsService } from '../../../src/workers/facetsService';
import { seededNetwork } from '../../support/build';

const solver = await loadSolver();

const job = (seed: number, sizes: readonly number[] = [3, 12, 10, 2]): FacetsJob => ({
  network: seededNetwork([...sizes], seed),
  input: new Float64Array(sizes[0] as number).fill(0.1),
  box: null,
  volume: false,
});

/** A worker's service behind a port. Each look at the clock takes `tickMs`. */
function inProcess(load: () => Promise<LinearSolver>, tickMs: number, log: string[]) {
  return ({ message }: FacetsPortHandlers): FacetsPort => {
    let [now, open] = [0, true];
    const service = new FacetsService({
      now: () => {
        now += tickMs;
        return now;
      },
      yieldTurn: (callback) => void setTimeout(() => open && callback(), 0),
      loadSolver: load,
      send: (answer) => void (open && message(structuredClone(answer))),
    });
    return {
      post: (posted: ToFacetsWorker) => void setTimeout(() => open && service.receive(structuredClone(posted)), 0),
      terminate() {
        open = false;
        log.push('terminated');
      },
    };
  };
}

function bench({
  tickMs = 1,
  load = async () => solver,
}: {
  tickMs?: number;
  load?: () => Promise<LinearSolver>;
} = {}) {
  const log: string[] = [];
  const found: [FacetsJob, PolytopeFacets][] = [];
  const progress: FacetProgress[] = [];
  let ended: () => void = () => undefined;
  const client = new FacetsClient(
    {
      progress: (made) => progress.push(made),
      found(of, facets) {
        found.push([of, facets]);
        ended();
      },
      error(text) {
        log.push(text);
        ended();
      },
    },
    inProcess(load, tickMs, log),
  );
  const end = () => new Promise<void>((resolve) => (ended = resolve));
  return { client, log, found, progress, end };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the facets worker', () => {
  it('gives what the core gives, with the network put back', async () => {
    const { client, found, end, progress } = bench();
    const asked = job(1);
    client.request(asked);
    expect(client.busy).toBe(true);
    await end();
    expect(client.busy).toBe(false);
    const [[of, facets] = []] = found;
    expect(of).toBe(asked);
    expect(facets?.region.halfSpaces.network).toBe(asked.network);
    expect(facets).toEqual(facetsOf(asked.network, asked.input, solver));
    expect(progress).toEqual([]);
  });

  it('tells of its progress after a while, each time of more', async () => {
    const { client, found, end, progress } = bench({ tickMs: 60 });
    client.request(job(2, [6, 20, 16, 2]));
    await end();
    expect(progress.length).toBeGreaterThan(3);
    const decided = progress.map((one) => one.decided);
    expect(decided).toEqual([...decided].sort((a, b) => a - b));
    const last = progress.at(-1) as FacetProgress;
    expect(last.decided).toBeLessThanOrEqual(last.total);
    expect(found[0]?.[1].facets.length).toBeGreaterThanOrEqual(last.facets);
  });

  it('drops an older request for a newer one, and frees what the solver holds', async () => {
    let open = 0;
    const counting: LinearSolver = {
      open(problem) {
        const model = solver.open(problem);
        open++;
        return {
          setUpper: (row, bound) => model.setUpper(row, bound),
          setBounds: (variable, lower, upper) => model.setBounds(variable, lower, upper),
          maximise: (objective) => model.maximise(objective),
          close() {
            open--;
            model.close();
          },
        };
      },
    };
    const { client, found, end, progress } = bench({ tickMs: 400, load: async () => counting });
    const second = job(4);
    client.request(job(3, [8, 30, 30, 2]));
    while (progress.length < 2) await pause(1);
    client.request(second);
    await end();
    expect(found.map(([of]) => of)).toEqual([second]);
    expect(open).toBe(0);
  });

  it('stops at once when told to, and works again', async () => {
    const { client, found, end, log, progress } = bench({ tickMs: 400 });
    client.request(job(5, [8, 30, 30, 2]));
    while (progress.length < 2) await pause(1);
    client.cancel();
    expect(client.busy).toBe(false);
    const seen = progress.length;
    await pause(60);
    expect(progress.length).toBe(seen);
    expect([found, log]).toEqual([[], []]);
    client.request(job(6));
    await end();
    expect(found).toHaveLength(1);
  });

  it('says what is wrong with a request, and goes on', async () => {
    const { client, found, log, end } = bench();
    const flat = { lower: new Float64Array(3), upper: Float64Array.of(1, 0, 1) };
    client.request({ ...job(7), box: flat });
    await end();
    expect(log).toEqual(['invalid box: input 1 has no room between its bounds']);
    client.request(job(7));
    await end();
    expect(found).toHaveLength(1);
  });

  it('loads the solver again after it could not be loaded', async () => {
    let tries = 0;
    const load = async () => {
      if (tries++ === 0) throw new Error('no wasm');
      return solver;
    };
    const { client, found, log, end } = bench({ load });
    client.request(job(8));
    await end();
    expect(log).toEqual(['the solver could not be loaded: no wasm']);
    client.request(job(8));
    await end();
    expect(found).toHaveLength(1);
  });
});
