/** What the experiments are asked, and those that workers do: the code of these is loaded when one is first asked for. */
import type { ClassActions } from '../classTypes';
import type { Context } from '../context';
import type { ExperimentActions } from '../experimentTypes';
import type { ExperimentFlows } from '../flows/experimentFlows';
import type { ScalingActions } from '../scaling';
import { setChecked } from './checked';

export interface ClassControl {
  readonly actions: ClassActions & ScalingActions & ExperimentActions;
  dispose(): void;
}

export function classControl(context: Context): ClassControl {
  let flows: Promise<ExperimentFlows> | null = null;
  const asked = { classes: 0, scaling: 0 };
  const start = (which: keyof ExperimentFlows): void => {
    const mine = ++asked[which];
    context.activity.begin(which);
    flows ??= import('../flows/experimentFlows').then(({ startExperimentFlows }) => startExperimentFlows(context));
    flows.then(
      (ready) => mine === asked[which] && ready[which].start(),
      (error: unknown) => {
        flows = null;
        context.activity.end(which);
        context.notify('error', `A part of the page could not be loaded: ${String(error)}`);
      },
    );
  };
  const stop = (which: keyof ExperimentFlows, how: 'cancel' | 'dispose' = 'cancel'): void => {
    asked[which]++;
    void flows?.then((ready) => ready[which][how]());
  };
  return {
    actions: {
      setExperiments: (change) =>
        setChecked(context, { experiments: { ...context.store.getState().lens.experiments, ...change } }),
      compareClasses: () => start('classes'),
      cancelClasses: () => stop('classes'),
      scaleActivation: () => start('scaling'),
      stopScaling: () => stop('scaling'),
    },
    dispose() {
      stop('classes', 'dispose');
      stop('scaling', 'dispose');
    },
  };
}
