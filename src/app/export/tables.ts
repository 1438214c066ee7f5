/** The partition on the page and the map at the selected point, as tables and JSON. */

import { inspectReport } from '../../core/report';
import { complexJson, intervalJson } from '../../formats/complexJson';
import { writeNpy } from '../../formats/npy';
import { edgesCsv, facesCsv, piecesCsv } from '../../formats/regionsCsv';
import { hasClasses } from '../../state/outputs';
import type { LensStore, PartitionResult } from '../../state/types';
import { downloadBlob, downloadText } from '../../ui/download';
import { outputNames } from '../../views/names';
import { classAt } from '../../views/slice/colours';
import { className } from '../../views/slice/describe';
import { baseName } from '../files';

const CSV = 'text/csv';

function resultOf({ session }: LensStore): PartitionResult {
  if (!session.result) throw new Error('there is no partition yet');
  return session.result;
}

const source = ({ lens }: LensStore, { network, slice }: PartitionResult) => ({ network, slice, domain: lens.domain });

/** Polytopes of the partition that is on the page; for one input, the pieces. */
export function saveRegionsCsv(store: LensStore): void {
  const result = resultOf(store);
  const { complex, interval, network, outputs } = result;
  const names = outputNames(network, store.session.data);
  if (interval) downloadText(`${baseName(store)}-pieces.csv`, piecesCsv(interval, names), CSV);
  if (!complex) return;
  const winner = (face: number): string =>
    className(store.session, complex.classes?.[face] ?? classAt(outputs, face, network.outputSize));
  const classes = hasClasses(store.session);
  downloadText(`${baseName(store)}-polytopes.csv`, facesCsv(complex, outputs, names, classes ? winner : () => ''), CSV);
}

export function saveEdgesCsv(store: LensStore): void {
  const { complex } = resultOf(store);
  if (complex) downloadText(`${baseName(store)}-edges.csv`, edgesCsv(complex), CSV);
}

/** What the command line's `--out F.json` writes, with the outputs at the centroids. */
export function saveRegionsJson(store: LensStore): void {
  const result = resultOf(store);
  const { complex, interval, outputs } = result;
  const name = `${baseName(store)}-partition.json`;
  if (complex) downloadText(name, complexJson(source(store, result), complex, outputs));
  else if (interval) downloadText(name, intervalJson(source(store, result), interval));
}

/** All that is exact about the selected point, its map on R^d and on the slice among it. */
export function pointJson({ lens, session }: LensStore): string {
  const { network, slice, inspection } = session;
  if (!inspection) throw new Error('no point is selected yet');
  const inSlice = inspectReport(network, { slice, at: lens.point });
  const inSpace = inspectReport(network, { input: inspection.x });
  const text = {
    format: 'polytope-lens point',
    version: 1,
    network: network.name,
    at: lens.point,
    input: Array.from(inspection.x),
    ...inSpace,
    nearestBoundaryInSlice: inSlice.nearestBoundaryInSlice,
    sliceMap: inSlice.map,
    residual: inspection.residual,
  };
  return `${JSON.stringify(text)}\n`;
}

export const savePointJson = (store: LensStore): void =>
  downloadText(`${baseName(store)}-point.json`, pointJson(store));

/** The map x ↦ A x + c at the selected point as one matrix A | c, outputs × (inputs + 1), float64. */
export function mapNpy({ session }: LensStore): Uint8Array {
  const { inspection } = session;
  if (!inspection) throw new Error('no point is selected yet');
  const { A, c } = inspection.map;
  const [rows, cols] = [c.length, inspection.x.length];
  const values = new Float64Array(rows * (cols + 1));
  for (let r = 0; r < rows; r++) {
    values.set(A.subarray(r * cols, (r + 1) * cols), r * (cols + 1));
    values[r * (cols + 1) + cols] = c[r] as number;
  }
  return writeNpy(values, [rows, cols + 1]);
}

export const saveMapNpy = (store: LensStore): void =>
  downloadBlob(`${baseName(store)}-map.npy`, new Blob([mapNpy(store) as Uint8Array<ArrayBuffer>]));
