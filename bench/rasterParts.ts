/** What the rasteriser's bench times, as an entry to bundle. */
import { prepare } from '../src/views/slice/geometry';
import { lineStyles } from '../src/views/slice/painter';
import { Picture } from '../src/views/slice/raster/picture';
import { pictureComplex } from '../src/views/slice/raster/pictureComplex';

export { lineStyles, Picture, pictureComplex, prepare };
