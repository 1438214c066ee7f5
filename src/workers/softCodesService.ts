/** What the worker of soft codes does with a job. */
import { codeStatus, type LinearSolver } from '../core/polytope';
import { type AgreementQuestion, agreementStudy, sampledMaps, softPass } from '../core/soft';
import type { KnownStatus, SamplesJob, SoftCodesAnswer, SoftCodesJob, StatusesJob } from './softCodesProtocol';
import { progressIsDue, type Turns } from './turns';

export interface SoftCodesHost extends Pick<Turns, 'now'> {
  /** Called by jobs that need it alone. */
  loadSolver(): Promise<LinearSolver>;
  send(answer: SoftCodesAnswer): void;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Does one job to its end; what goes wrong is an answer, too. It is stopped by ending the worker. */
export async function runSoftCodesJob(job: SoftCodesJob, host: SoftCodesHost): Promise<void> {
  try {
    if (job.kind === 'samples') sample(job, host);
    else if (job.kind === 'agreement') compare(job, host);
    else await askStatuses(job, host);
    host.send({ kind: 'done' });
  } catch (error) {
    host.send({ kind: 'error', message: messageOf(error) });
  }
}

function sample({ network, gates, x, count, seed }: SamplesJob, { send }: SoftCodesHost): void {
  send({ kind: 'samples', samples: sampledMaps(network, softPass(network, gates, x), count, seed) });
}

function compare(question: AgreementQuestion, { now, send }: SoftCodesHost): void {
  const steps = agreementStudy(question);
  const began = now();
  let told = 0;
  for (;;) {
    const next = steps.next();
    if (next.done) {
      send({ kind: 'agreement', agreement: next.value });
      return;
    }
    const worked = now() - began;
    if (!progressIsDue(worked, told)) continue;
    told = worked;
    send({ kind: 'share', share: next.value });
  }
}

async function askStatuses({ network, codes, x }: StatusesJob, { loadSolver, send }: SoftCodesHost): Promise<void> {
  const solver = await loadSolver();
  codes.forEach((code, index) => {
    const found = codeStatus(network, code, solver, { origin: x });
    const status: KnownStatus = { kind: found.kind, point: found.kind === 'realised' ? found.point : null };
    send({ kind: 'status', index, status });
  });
}
