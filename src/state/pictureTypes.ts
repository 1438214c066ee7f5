/** Pictures that were opened as inputs of the network: what they are, how they are brought to it, what becomes of them. */
import type { PictureManner, PictureSize, Raster } from '../core/data/picture';

export interface OpenPicture {
  readonly name: string;
  /** Pixels of the file; the raster may have fewer. */
  readonly width: number;
  readonly height: number;
  readonly raster: Raster;
}

export interface OpenPictures {
  readonly pictures: readonly OpenPicture[];
  /** What the network takes. */
  readonly size: PictureSize;
  /** Why it is taken to be that, where nothing says so. */
  readonly assumed: string | null;
  readonly manner: PictureManner;
  /** How the data in force were standardised, an input each, so that pictures are, too; null where they are not. */
  readonly scaling: readonly { readonly mean: number; readonly deviation: number }[] | null;
  /** What has been done with them, newest last. */
  readonly done: readonly string[];
}

/** The selected input, or an anchor of the plane. */
export type PictureUse = 'input' | 'a' | 'b' | 'c';

export interface PictureActions {
  /** Shows how decoded pictures become inputs. Refused with a notice where the network takes none, or another layer is sliced. */
  openPictures(pictures: readonly OpenPicture[]): Promise<boolean>;
  setPictureManner(change: Partial<PictureManner>): void;
  /** One of the open pictures becomes the selected input or an anchor. */
  takePicture(index: number, use: PictureUse): Promise<void>;
  /** The first three of them become the anchors of a new plane. */
  takePicturesAsAnchors(): Promise<void>;
  /** All of them become the data, with the network's answers as classes. */
  takePicturesAsData(): Promise<void>;
  closePictures(): void;
}
