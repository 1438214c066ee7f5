/** Writes the small pictures of the scenes whose files are large, by their own partitions: `npm run scenes:pictures [ID …]`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import '../src/core/partition/large';
import { faceCount, partition } from '../src/core/partition';
import { isPlainMode } from '../src/state/colourModes';
import { loadScene } from '../src/state/scenes';
import { buildSlice } from '../src/state/slice';
import { packThumbnail, STORED, storedPath } from '../src/views/scenes/storedThumbnail';
import { makeThumbnail } from '../src/views/scenes/thumbnail';

const address = (path: string): URL => new URL(`../public/${path}`, import.meta.url);

async function write(id: string): Promise<void> {
  const { network, data, initial } = await loadScene(id, async (path) => new Uint8Array(await readFile(address(path))));
  const plane = buildSlice(initial.slice, network.inputSize, data);
  if (!plane.ok) throw new Error(`${id}: ${plane.message}`);
  const { domain, colour } = initial;
  const { outputs, ...complex } = partition(network, plane.slice, domain, { outputs: true });
  if (!outputs || !isPlainMode(colour)) throw new Error(`${id}: there is nothing to colour by`);
  const picture = { complex: { ...complex, outputs: null }, interval: null, outputs, colour, domain, data: null };
  const bytes = packThumbnail(makeThumbnail(picture));
  await writeFile(address(storedPath(id)), bytes);
  process.stdout.write(`${id}: ${faceCount({ ...complex, outputs })} polytopes, ${bytes.length} bytes\n`);
}

await mkdir(address('scenes/'), { recursive: true });
const wanted = process.argv.slice(2);
for (const id of wanted.length > 0 ? wanted : STORED) await write(id);
