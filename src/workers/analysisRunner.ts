/** Fields and statistics of the newest finished partition, made in turns between which requests are heard. */
import type { Analysis, AnalysisSubject, Steps } from './analysisTypes';
import type { FieldSpec, FromPartitionWorker, PartitionStatistics } from './protocol';
import { progressIsDue } from './turns';

type FieldMessage = Extract<FromPartitionWorker, { kind: 'field' | 'fieldProgress' | 'fieldError' }>;
/** How the work on a field ended. */
export type FieldEnd = Extract<FromPartitionWorker, { kind: 'field' | 'fieldError' }>;
type StatisticsMessage = Extract<FromPartitionWorker, { kind: 'statistics' | 'error' }>;

export interface AnalysisHost {
  /** Milliseconds, monotonic. */
  now(): number;
  send(message: FieldMessage | StatisticsMessage): void;
  /** Loads the code of fields and statistics. */
  loadAnalysis(done: (analysis: Analysis) => void, failed: (message: string) => void): void;
}

interface FieldWork {
  readonly spec: FieldSpec;
  steps: Steps<Float64Array> | null;
  workedMs: number;
  reportedMs: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class AnalysisRunner {
  private held: { readonly generation: number; readonly subject: AnalysisSubject } | null = null;
  private field: FieldWork | null = null;
  private statistics: { steps: Steps<PartitionStatistics> | null } | null = null;
  private analysis: Analysis | null = null;
  private loading = false;

  /** `wake` is called when there is work that `hasField` or `hasStatistics` did not tell of before. */
  constructor(
    private readonly host: AnalysisHost,
    private readonly wake: () => void,
  ) {}

  /** A turn for the field would be of use. */
  get hasField(): boolean {
    return this.field !== null && this.analysis !== null;
  }

  get hasStatistics(): boolean {
    return this.statistics !== null && this.analysis !== null;
  }

  /** Takes a finished partition in place of the one before, whose work is dropped. */
  hold(generation: number, subject: AnalysisSubject, spec: FieldSpec | null): void {
    this.held = { generation, subject };
    this.statistics = null;
    this.setField(spec);
  }

  /** Another field of the partition that is held, or none. */
  ask(generation: number, spec: FieldSpec | null): void {
    if (this.held?.generation === generation) {
      this.setField(spec);
      this.wake();
    } else if (spec) {
      const message = 'the polytopes are no longer at hand: cut again';
      this.host.send({ kind: 'fieldError', generation, key: spec.key, message });
    }
  }

  /** Asks for the statistics of the partition that is held, once. */
  summarise(): void {
    this.statistics = { steps: null };
    this.load();
    this.wake();
  }

  /** Drops the work on partitions up to this one. */
  cancel(generation: number): void {
    if (!this.held || this.held.generation > generation) return;
    this.field = null;
    this.statistics = null;
  }

  private setField(spec: FieldSpec | null): void {
    this.field = spec && { spec, steps: null, workedMs: 0, reportedMs: 0 };
    if (spec) this.load();
  }

  private load(): void {
    if (this.analysis || this.loading) return;
    this.loading = true;
    this.host.loadAnalysis(
      (analysis) => {
        this.loading = false;
        this.analysis = analysis;
        this.wake();
      },
      (message) => {
        this.loading = false;
        this.fail(`the code for it could not be loaded: ${message}`);
      },
    );
  }

  private fail(message: string): void {
    const generation = this.held?.generation ?? 0;
    if (this.field) this.host.send({ kind: 'fieldError', generation, key: this.field.spec.key, message });
    if (this.statistics) this.host.send({ kind: 'error', generation, message, during: 'statistics' });
    this.field = null;
    this.statistics = null;
  }

  /** Works on the field for about `ms`. The message to send when it ends in this turn; else null. */
  fieldTurn(ms: number): FieldEnd | null {
    const { field, analysis, held, host } = this;
    if (!field || !analysis || !held) return null;
    const began = host.now();
    const { generation } = held;
    const { key } = field.spec;
    try {
      field.steps ??= analysis.fieldSteps(held.subject, field.spec);
      let share = 0;
      do {
        const step = field.steps.next();
        if (step.done) {
          this.field = null;
          return { kind: 'field', generation, field: { key, values: step.value } };
        }
        share = step.value;
      } while (host.now() - began < ms);
      this.reportProgress(field, generation, host.now() - began, share);
    } catch (error) {
      this.field = null;
      return { kind: 'fieldError', generation, key, message: messageOf(error) };
    }
    return null;
  }

  private reportProgress(field: FieldWork, generation: number, ms: number, share: number): void {
    field.workedMs += ms;
    if (!progressIsDue(field.workedMs, field.reportedMs)) return;
    field.reportedMs = field.workedMs;
    this.host.send({ kind: 'fieldProgress', generation, key: field.spec.key, share });
  }

  /** Goes on with what nothing waits for: sends field and statistics when they are done. */
  turn(ms: number): void {
    const { held, host } = this;
    if (!held) return;
    if (this.hasField) {
      const end = this.fieldTurn(ms);
      if (end) host.send(end);
    } else this.statisticsTurn(held.generation, held.subject, ms);
  }

  private statisticsTurn(generation: number, subject: AnalysisSubject, ms: number): void {
    const { statistics, analysis, host } = this;
    if (!statistics || !analysis) return;
    const began = host.now();
    try {
      statistics.steps ??= analysis.statisticsSteps(subject);
      do {
        const step = statistics.steps.next();
        if (!step.done) continue;
        this.statistics = null;
        host.send({ kind: 'statistics', generation, statistics: step.value });
        return;
      } while (host.now() - began < ms);
    } catch (error) {
      this.statistics = null;
      host.send({ kind: 'error', generation, message: messageOf(error), during: 'statistics' });
    }
  }
}
