/** What the experiments are asked, and measuring densities by class: the code of that is loaded when it is first asked for. */
import type { ClassActions } from '../classTypes';
import type { Context } from '../context';
import type { ExperimentActions } from '../experimentTypes';
import type { ClassFlow } from '../flows/classFlow';
import { setChecked } from './checked';

export interface ClassControl {
  readonly actions: ClassActions & ExperimentActions;
  dispose(): void;
}

export function classControl(context: Context): ClassControl {
  let flow: Promise<ClassFlow> | null = null;
  let asked = 0;
  const load = (): Promise<ClassFlow> => {
    flow ??= import('../flows/classFlow').then(({ startClassFlow }) => startClassFlow(context));
    return flow;
  };
  return {
    actions: {
      setExperiments: (change) =>
        setChecked(context, { experiments: { ...context.store.getState().lens.experiments, ...change } }),
      compareClasses() {
        const { pairs, seed } = context.store.getState().lens.experiments;
        const mine = ++asked;
        context.activity.begin('classes');
        load().then(
          (ready) => mine === asked && ready.start({ pairs, seed }),
          (error: unknown) => {
            flow = null;
            context.activity.end('classes');
            context.notify('error', `A part of the page could not be loaded: ${String(error)}`);
          },
        );
      },
      cancelClasses() {
        asked++;
        void flow?.then((ready) => ready.cancel());
      },
    },
    dispose() {
      asked++;
      void flow?.then((ready) => ready.dispose());
    },
  };
}
