/** Asked for → a scaled activation of a large network, looked at by a worker scale by scale. */
import { type RunScaling, runScaling } from '../../workers/scalingPathClient';
import type { ScalingAnswer } from '../../workers/scalingPathProtocol';
import type { Context } from '../context';
import { lookedScales, type ScalingRun, scaledInput } from '../scaling';

export class ScalingFlow {
  private end: (() => void) | null = null;

  constructor(
    private readonly context: Context,
    private readonly run: RunScaling = runScaling,
  ) {}

  start(): void {
    this.leave();
    const input = scaledInput(this.context.store.getState());
    if (!input) {
      this.context.activity.end('scaling');
      return;
    }
    this.context.activity.begin('scaling');
    this.say({ ...input, look: null, progress: { share: 0, left: null }, fault: null });
    try {
      this.end = this.run({ ...input, scales: lookedScales() }, (answer) => this.receive(answer));
    } catch (error) {
      this.finish({ fault: `the worker cannot start (${String(error)})` });
    }
  }

  cancel(): void {
    this.leave();
    this.finish({});
  }

  dispose(): void {
    this.leave();
    this.context.activity.end('scaling');
  }

  private leave(): void {
    this.end?.();
    this.end = null;
  }

  private receive(answer: ScalingAnswer): void {
    if (!this.end) return;
    if (answer.kind === 'part') {
      const { look, left } = answer;
      this.change({ look, progress: { share: look.done / look.scales.length, left } });
      return;
    }
    this.end = null;
    this.finish(answer.kind === 'done' ? { look: answer.look } : { fault: answer.message });
  }

  private finish(change: Partial<ScalingRun>): void {
    this.change({ ...change, progress: null });
    this.context.activity.end('scaling');
  }

  private change(change: Partial<ScalingRun>): void {
    const { scaling } = this.context.store.getState().session;
    if (scaling) this.say({ ...scaling, ...change });
  }

  private say(scaling: ScalingRun): void {
    this.context.setSession({ scaling });
  }
}
