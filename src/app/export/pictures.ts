/** The slice as SVG or PNG. Both carry the state that they show, so that the page can open them again. */
import { asciiJson, CARRIED } from '../../formats/figure/carried';
import { figureSvg } from '../../formats/figure/figureSvg';
import { withPngText } from '../../formats/png/text';
import { lensFileText } from '../../state/link/lensText';
import type { LensStore } from '../../state/types';
import { downloadBlob, downloadText } from '../../ui/download';
import { figureOf } from '../../views/figure';
import { paintFigure } from '../../views/figure/paint';
import { baseName } from '../files';

export interface PictureOptions {
  readonly dark: boolean;
  /** Pixels a CSS pixel, for PNG. */
  readonly scale: number;
}

/** Where no slice is on the page, a square of this size is drawn. */
const ELSEWHERE = { width: 800, height: 800 };

/** Size of the pane that is on the page. */
function paneOnPage(): { width: number; height: number } {
  const pane = document.querySelector('.slice-pane');
  return pane && pane.clientWidth > 0 ? { width: pane.clientWidth, height: pane.clientHeight } : ELSEWHERE;
}

const carried = (store: LensStore): string => asciiJson(lensFileText(store.lens).trimEnd());

function figure(store: LensStore, dark: boolean) {
  const made = figureOf(store, paneOnPage(), dark);
  if (!made) throw new Error('there is no partition to draw yet');
  return made;
}

export function saveSvg(store: LensStore, { dark }: PictureOptions): void {
  const text = figureSvg(figure(store, dark), carried(store));
  downloadText(`${baseName(store)}.svg`, text, 'image/svg+xml');
}

/** Rejects with an Error that says so when the browser cannot make the picture. */
export async function savePng(store: LensStore, { dark, scale }: PictureOptions): Promise<void> {
  await document.fonts.ready;
  const canvas = paintFigure(figure(store, dark), scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`the browser cannot make a PNG of ${canvas.width} × ${canvas.height} pixels`);
  const png = withPngText(new Uint8Array(await blob.arrayBuffer()), CARRIED, carried(store));
  downloadBlob(`${baseName(store)}.png`, new Blob([png], { type: 'image/png' }));
}
