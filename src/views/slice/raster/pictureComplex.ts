import type { Prepared } from '../geometry';
import type { PictureComplex } from './picture';

/** What the picture needs of a complex; the arrays are the complex's own. */
export const pictureComplex = ({ complex, lines }: Prepared): PictureComplex => ({
  vertices: complex.vertices,
  edgeVertices: complex.edgeVertices,
  edgeFaces: complex.edgeFaces,
  lines,
});
