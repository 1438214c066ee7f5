/** Writes public/digits/planes.bin, what the pictures of the digits scenes are drawn from: `npm run digits:planes`. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadScene } from '../src/state/scenes';
import { DIGIT_PLANES, planesValues } from '../src/state/scenes/digitsPlanes';
import { buildSlice } from '../src/state/slice';

const address = (path: string): string => fileURLToPath(new URL(`../public/${path}`, import.meta.url));
const loaded = await Promise.all(
  DIGIT_PLANES.map((id) => loadScene(id, async (path) => new Uint8Array(await readFile(address(path))))),
);
const planes = loaded.map(({ network, data, initial }) => {
  const plane = buildSlice(initial.slice, network.inputSize, data);
  if (!plane.ok) throw new Error(plane.message);
  return { slice: plane.slice, half: initial.domain[1]?.[0] as number };
});
const [first] = loaded;
if (!first) throw new Error('no planes');
const values = planesValues(first.network, planes);
writeFileSync(address('digits/planes.bin'), new Uint8Array(values.buffer));
console.log(`${values.length} values → public/digits/planes.bin`);
