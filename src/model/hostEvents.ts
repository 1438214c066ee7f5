import type { ModelStatus, TrainingReport } from '../core/training/model';

/** What a model host tells. */
export interface HostEvents {
  onStatus(status: ModelStatus): void;
  onReport(report: TrainingReport): void;
  /** What failed and where; the host goes on. */
  onError(message: string): void;
}
