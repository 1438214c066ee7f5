/** The experiments that workers do: loaded when the first of them is asked for. */
import type { Context } from '../context';
import { type ClassFlow, startClassFlow } from './classFlow';
import { ScalingFlow } from './scalingFlow';

export interface ExperimentFlows {
  readonly classes: ClassFlow;
  readonly scaling: ScalingFlow;
}

export const startExperimentFlows = (context: Context): ExperimentFlows => ({
  classes: startClassFlow(context),
  scaling: new ScalingFlow(context, context.surroundings.runScaling),
});
