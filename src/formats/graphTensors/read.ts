import { Fault } from '../checks';
import { graphOfJson } from '../graphJson/read';
import type { Tensors } from '../graphJson/values';
import { type GraphResult, graphResult } from '../graphResult';
import { parseJsonText } from '../jsonText';

/** The graph whose JSON (`text`) names these tensors, as `writeGraphSafetensors` and `writeGraphNpz` make them. Never throws. */
export const graphOfTensors = (text: string, tensors: Tensors, fallbackName = 'network'): GraphResult =>
  graphResult(() => graphOfJson(parsed(text), fallbackName, tensors));

function parsed(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (error instanceof Fault) throw new Fault('graph', error.message);
    throw error;
  }
}
