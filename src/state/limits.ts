/** Caps on what a link, a file or a caller may ask for; checked by name before anything is allocated. */

export const LENS_VERSION = 1;

export { MAX_INPUTS as MAX_WIDTH, MAX_LAYERS, MAX_PARAMETERS } from '../formats/limits';

/** Hidden layers and units a layer of a network that is drawn from a seed. */
export const MAX_HIDDEN_LAYERS = 12;
export const MAX_HIDDEN_WIDTH = 512;
export const MAX_BIAS = 100;
export const MAX_SEED = 2 ** 32 - 1;
/** Points that are generated, and their network's largest formula (characters). */
export const MAX_SAMPLES = 20_000;
export const MAX_FORMULA = 1000;
/** Values (points × columns) of a table's points. */
export const MAX_POINT_VALUES = 2_000_000;
/** Characters of a name. */
export const MAX_NAME = 120;
export const MAX_DOMAIN_CORNERS = 64;
/** Data points that an anchor may mix. */
export const MAX_MIX_TERMS = 64;
/** Inputs that a slice by two axes may give values of their own. */
export const MAX_VALUES = 64;
/** Directions of a seed, and principal components, that a plane may use. */
export const MAX_DIRECTIONS = 8;
/** Vertices of a path. */
export const MAX_PATH_VERTICES = 16;
/** Directions of a cross-polytope around each place of a density map. */
export const MAX_DENSITY_DIRECTIONS = 64;
/** Steps of an attack. */
export const MAX_ATTACK_STEPS = 1000;
/** Units that may be clamped at once. */
export const MAX_CLAMPS = 4096;
/** Places whose values may be pinned at once. */
export const MAX_PINS = 4;
/** Coordinates and spans larger than this are of no use and risk overflow. */
export const MAX_COORDINATE = 1e9;
/** The least span of a viewport: small domains around 0 are seen as closely as large ones. */
export const LEAST_SPAN = 1e-30;
/** A link that is written has at most this many characters; longer ones become a file. */
export const MAX_LINK = 8_000;
/** A link that is read may have this many. */
export const MAX_LINK_READ = 65_536;
/** Characters of a `.lens.json` file or an imported network. */
export const MAX_FILE = 64 * 1024 * 1024;
