export { decodeLink, linkFault, linkScene } from './decode';
export { type EncodedLink, encodeLink, encodeTrimmedLink } from './encode';
export { parseLensFile } from './file';
export { isLensLink } from './fragment';
export { isLensFile, LENS_FILE_EXTENSION, lensFileName, lensFileText } from './lensText';
