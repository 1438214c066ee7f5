/** What the list of scenes shows: each scene with a picture made of its own data. */

import { scenes } from '../state/scenes';
import { planarScenes } from '../state/scenesPlanar';
import type { DataSet } from '../state/types';
import type { Miniature, Tone } from '../views/panels/miniature';
import type { SceneCard } from '../views/panels/ScenesPanel';

/** Test digit 1 of the digits scene, a “2”, with sixteen greys: so that the list need not fetch the data set. */
const DIGIT = [
  '0000000000000000000000000000',
  '0000000000000000000000000000',
  '0000000000000000000000000000',
  '000000000077aff9500000000000',
  '000000000affffffd20000000000',
  '00000000afffd8aff70000000000',
  '00000003ffc2100cf80000000000',
  '00000005fc10007ff40000000000',
  '00000000210000cff40000000000',
  '00000000000007ffc10000000000',
  '0000000000004ffe400000000000',
  '0000000000008ff8000000000000',
  '00000000000aef91000000000000',
  '00000000001efe20000000000000',
  '0000000000cff800000000000000',
  '0000000005ffb100000000000000',
  '000000001cff8000000000000000',
  '000000008ffa1000000000000000',
  '00000000fff10000000000000000',
  '00000000fff31111000112999910',
  '00000000ffffffffa8afffffff70',
  '00000000affffffffffffffa7730',
  '0000000007777afff97720000000',
  '0000000000000000000000000000',
  '0000000000000000000000000000',
  '0000000000000000000000000000',
  '0000000000000000000000000000',
  '0000000000000000000000000000',
].join('');

const digitMiniature: Miniature = {
  kind: 'image',
  values: Array.from(DIGIT, (grey) => Number.parseInt(grey, 16) / 15),
  width: 28,
  height: 28,
};

function toneOf(data: DataSet, largest: number, index: number): Tone {
  const target = data.targets[index] ?? 0;
  if (data.inputSize === 1) return { classIndex: 1 };
  return data.task === 'regression' ? { value: target / largest } : { classIndex: target };
}

/** The data in the plane; with one input, the target over it. */
export function dataMiniature(data: DataSet): Miniature {
  const largest = data.targets.reduce((top, target) => Math.max(top, Math.abs(target)), 0) || 1;
  const points = new Float32Array(2 * data.count);
  for (let i = 0; i < data.count; i++) {
    points[2 * i] = data.inputs[i * data.inputSize] ?? 0;
    points[2 * i + 1] = (data.inputSize === 1 ? data.targets[i] : data.inputs[i * data.inputSize + 1]) ?? 0;
  }
  return { kind: 'points', points, tones: Array.from({ length: data.count }, (_, i) => toneOf(data, largest, i)) };
}

/** One card a scene, in their order. Data are made when a picture is wanted, which is when the page is idle. */
export const sceneCards = (): readonly SceneCard[] =>
  scenes.map(({ id, title, notice }) => {
    const planar = planarScenes.find((scene) => scene.id === id);
    return { id, title, notice, miniature: () => (planar ? dataMiniature(planar.data()) : digitMiniature) };
  });
