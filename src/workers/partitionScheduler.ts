/** Newest wins: one partition at a time, cut in short turns between which newer requests are heard. No worker in here. */
import type { Certificate } from '../core/partition/certificate';
import { type AnalysisHost, AnalysisRunner, type FieldEnd } from './analysisRunner';
import type { Certificates } from './certificates';
import type { PartitionTask } from './partitionTask';
import { advanceFor } from './partitionTurn';
import type { FieldSpec, FromPartitionWorker, PartitionPieces, PartitionRequest } from './protocol';
import { progressIsDue, type Turns } from './turns';

/** A turn lasts about this long before the message queue is looked at. */
const TURN_MS = 22;
/** A run that a newer `follow` request waits for may finish when it is younger than this. */
const GRACE_MS = 250;
/** Finished pieces wait for their field so long at most, so that a drag does not show them without its colours. */
const FIELD_MS = 250;
/** The certificate is made when no request has come for this long. */
const QUIET_MS = 160;

export interface SchedulerHost extends AnalysisHost, Turns {
  /** Calls back after `ms`; returns a function that calls it off. */
  later(callback: () => void, ms: number): () => void;
  createTask(request: PartitionRequest): PartitionTask;
  /** Loads the code of certificates. */
  loadCertificates(done: (certificates: Certificates) => void, failed: (message: string) => void): void;
  /** Hands the pieces over; the host copies them, they are needed for the certificate. */
  sendPieces(generation: number, pieces: PartitionPieces): void;
  send(message: Exclude<FromPartitionWorker, { kind: 'pieces' }>): void;
}

interface Run {
  readonly request: PartitionRequest;
  readonly startedMs: number;
  task: PartitionTask | null;
  /** What waits for its field, and since when. */
  finished: { readonly pieces: PartitionPieces; readonly atMs: number } | null;
  /** Faces a step, adapted to a turn. */
  facesAStep: number;
  workedMs: number;
  reportedMs: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs requests on `host`. At any time there is at most one run and one request waiting; a request that is replaced
 * before it finishes gets no answer. Errors of the engine are sent as `error`; the scheduler goes on.
 */
export class PartitionScheduler {
  private running: Run | null = null;
  private waiting: PartitionRequest | null = null;
  /** The newest finished run, until it is certified. */
  private uncertified: { readonly generation: number; readonly task: PartitionTask } | null = null;
  private callOffCertificate: (() => void) | null = null;
  /** Its certificate in the making; begun anew after an interruption. */
  private checks: Iterator<undefined, Certificate, undefined> | null = null;
  private awake = false;
  private readonly analysis: AnalysisRunner;

  constructor(private readonly host: SchedulerHost) {
    this.analysis = new AnalysisRunner(host, () => this.wake());
  }

  submit(request: PartitionRequest): void {
    const { waiting } = this;
    if (waiting && waiting.generation > request.generation) return;
    this.dropCertificate();
    this.waiting = waiting?.urgency === 'now' ? { ...request, urgency: 'now' } : request;
    this.wake();
  }

  /** Another field for what was finished last. */
  askField(generation: number, spec: FieldSpec | null): void {
    this.analysis.ask(generation, spec);
  }

  /** Stops the work of this generation and before, and answers `cancelled`. */
  cancel(generation: number): void {
    if (this.waiting && this.waiting.generation <= generation) this.waiting = null;
    if (this.running && this.running.request.generation <= generation) this.running = null;
    if (this.uncertified && this.uncertified.generation <= generation) {
      this.dropCertificate();
      this.uncertified = null;
    }
    this.analysis.cancel(generation);
    this.host.send({ kind: 'cancelled', generation });
  }

  private wake(): void {
    if (this.awake) return;
    this.awake = true;
    this.host.yieldTurn(() => {
      this.awake = false;
      this.takeNewest();
      if (this.running) this.turn(this.running);
      else if (this.checks && !this.analysis.hasField) this.check(this.checks);
      else this.analysis.turn(TURN_MS);
      const { hasField, hasStatistics } = this.analysis;
      if (this.running || this.waiting || this.checks || hasField || hasStatistics) this.wake();
    });
  }

  private takeNewest(): void {
    const { running, waiting, host } = this;
    if (!waiting) return;
    const now = host.now();
    if (running && waiting.urgency === 'follow' && now - running.startedMs < GRACE_MS) return;
    // What is finished but for its field is shown all the same, unless it has become wrong.
    if (running?.finished && waiting.urgency === 'follow') this.deliver(running, running.finished.pieces, null);
    this.running = freshRun(waiting, now);
    this.waiting = null;
  }

  private turn(run: Run): void {
    const { host } = this;
    if (run.finished) {
      this.awaitField(run, run.finished);
      return;
    }
    const began = host.now();
    try {
      run.task ??= host.createTask(run.request);
      const done = advanceFor(run, run.task, TURN_MS, host);
      run.workedMs += host.now() - began;
      if (done) this.complete(run, run.task);
      else this.reportProgress(run, run.task);
    } catch (error) {
      this.running = null;
      host.send({
        kind: 'error',
        generation: run.request.generation,
        message: messageOf(error),
        during: 'partition',
      });
      this.certifyWhenQuiet();
    }
  }

  private complete(run: Run, task: PartitionTask): void {
    const { generation } = run.request;
    const began = this.host.now();
    const pieces = task.finish();
    const atMs = this.host.now();
    const seconds = (run.workedMs + atMs - began) / 1000;
    run.finished = { pieces: { ...pieces, seconds }, atMs };
    this.analysis.hold(generation, task.subject(), run.request.field ?? null);
    this.awaitField(run, run.finished);
  }

  /** A turn for the field of finished pieces; they are sent when it is there, when it takes too long, or without one. */
  private awaitField(run: Run, { pieces, atMs }: NonNullable<Run['finished']>): void {
    const end = this.analysis.fieldTurn(TURN_MS);
    const late = this.host.now() - atMs >= FIELD_MS;
    if (end || late || !this.analysis.hasField) this.deliver(run, pieces, end);
  }

  private deliver({ request, task }: Run, pieces: PartitionPieces, end: FieldEnd | null): void {
    this.running = null;
    this.uncertified = task && { generation: request.generation, task };
    this.host.sendPieces(request.generation, end?.kind === 'field' ? { ...pieces, field: end.field } : pieces);
    if (end?.kind === 'fieldError') this.host.send(end);
    this.certifyWhenQuiet();
  }

  private reportProgress(run: Run, task: PartitionTask): void {
    const age = this.host.now() - run.startedMs;
    if (!progressIsDue(age, run.reportedMs)) return;
    run.reportedMs = age;
    const { generation } = run.request;
    this.host.send({ kind: 'progress', generation, faces: task.faces, share: task.share });
  }

  private dropCertificate(): void {
    this.callOffCertificate?.();
    this.callOffCertificate = null;
    this.checks = null;
  }

  private certifyWhenQuiet(): void {
    this.dropCertificate();
    if (!this.uncertified || this.running || this.waiting) return;
    this.callOffCertificate = this.host.later(() => this.certify(), QUIET_MS);
  }

  private certify(): void {
    this.callOffCertificate = null;
    const { uncertified } = this;
    if (!uncertified) return;
    const current = (): boolean => this.uncertified === uncertified && !this.running && !this.waiting;
    const begin = (certificates: Certificates): void => {
      if (!current()) return;
      try {
        this.checks = uncertified.task.certify(certificates);
        this.wake();
      } catch (error) {
        this.failCertificate(error);
      }
    };
    this.host.loadCertificates(begin, (message) => {
      if (current()) this.failCertificate(message);
    });
  }

  /** One turn of checks. */
  private check(checks: Iterator<undefined, Certificate, undefined>): void {
    const { host, uncertified } = this;
    const began = host.now();
    try {
      do {
        const step = checks.next();
        if (!step.done) continue;
        this.checks = null;
        this.uncertified = null;
        if (uncertified)
          host.send({ kind: 'certificate', generation: uncertified.generation, certificate: step.value });
        this.analysis.summarise();
        return;
      } while (host.now() - began < TURN_MS);
    } catch (error) {
      this.failCertificate(error);
    }
  }

  private failCertificate(error: unknown): void {
    const { uncertified } = this;
    this.checks = null;
    this.uncertified = null;
    if (!uncertified) return;
    const { generation } = uncertified;
    this.host.send({ kind: 'error', generation, message: messageOf(error), during: 'certificate' });
  }
}

const freshRun = (request: PartitionRequest, startedMs: number): Run => ({
  request,
  startedMs,
  task: null,
  finished: null,
  facesAStep: 64,
  workedMs: 0,
  reportedMs: 0,
});
