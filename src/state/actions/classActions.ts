/** Measuring densities by class: its code is loaded when it is first asked for. */
import type { ClassActions } from '../classTypes';
import type { Context } from '../context';
import type { ClassFlow } from '../flows/classFlow';

export interface ClassControl {
  readonly actions: ClassActions;
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
      compareClasses(options) {
        const mine = ++asked;
        context.activity.begin('classes');
        load().then(
          (ready) => mine === asked && ready.start(options),
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
