export { decodeLink, isLensLink, linkFault, linkScene } from './decode';
export { type EncodedLink, encodeLink, encodeTrimmedLink } from './encode';
export { isLensFile, LENS_FILE_EXTENSION, lensFileName, lensFileText, parseLensFile } from './file';
