/** A page that measures how far tfjs's mirror is from graphs' own values, on each backend. */
import { startBackend } from '../../../src/model/backend';
import { randomGraph } from '../../support/graphs';
import { mirrorDifference } from '../../support/mirrorDifference';
import { OP_GRAPHS } from '../../support/opGraphs';

export interface MirrorReport {
  readonly backend: string;
  /** By graph: the difference, or what was thrown. */
  readonly differences: Readonly<Record<string, number | string>>;
}

declare global {
  interface Window {
    measureMirrors(backend: 'webgl' | 'wasm', randomGraphs: number): Promise<MirrorReport>;
  }
}

window.measureMirrors = async (wanted, randomGraphs) => {
  const { name } = await startBackend({ webgl: wanted === 'webgl' ? null : 'not wanted' });
  const graphs = new Map(OP_GRAPHS);
  for (let seed = 1; seed <= randomGraphs; seed++) graphs.set(`random graph ${seed}`, randomGraph(seed));
  const differences: Record<string, number | string> = {};
  for (const [graph, checked] of graphs)
    try {
      differences[graph] = mirrorDifference(checked);
    } catch (error) {
      differences[graph] = error instanceof Error ? error.message : String(error);
    }
  return { backend: name, differences };
};
