/** Values that the page computes itself, each within some milliseconds for thousands of faces. A chunk of its own. */
import {
  activeUnits,
  type Cells,
  confidences,
  hammingTo,
  intervalCells,
  lastCutLayers,
  oneOutput,
  unitPieces,
} from '../core/analysis';
import type { CellComplex } from '../core/partition/complex';
import type { LensState, PartitionResult } from './types';

type PlacedCells = Cells & Pick<CellComplex, 'areas'>;

const made = new WeakMap<PartitionResult, PlacedCells>();

/** The faces of a plane, or the pieces of an interval with their lengths as areas. */
function cellsOf(result: PartitionResult): PlacedCells {
  if (result.complex) return result.complex;
  if (!result.interval) throw new Error('there is no partition');
  const known = made.get(result);
  if (known) return known;
  const cells = intervalCells(result.interval, result.slice);
  made.set(result, cells);
  return cells;
}

/**
 * One number a face for a mode of the page. `code`: that of the selected point. Null where there is nothing to compute
 * from yet. Throws an Error in words where the cells cannot tell.
 */
export function pageField(
  { colour, colourUnit, colourOutput }: LensState,
  result: PartitionResult,
  code: Uint32Array | null,
): ArrayLike<number> | null {
  const cells = cellsOf(result);
  const { outputSize } = result.network;
  switch (colour) {
    case 'confidence':
      return confidences(result.outputs, outputSize);
    case 'logit':
      return oneOutput(result.outputs, outputSize, colourOutput);
    case 'active':
      return activeUnits(cells);
    case 'hamming':
      return code && hammingTo(cells, code);
    case 'unitState':
      if (!cells.layout.gated.some(({ layer }) => layer === colourUnit.layer))
        throw new Error(`layer ${colourUnit.layer} is not cut: its units may change inside a polytope`);
      return unitPieces(cells, colourUnit);
    case 'area':
      return cells.areas;
    case 'lastCut':
      return lastCutLayers(cells);
    default:
      throw new Error(`${colour} is not computed on the page`);
  }
}
