/** Scaling of an activation goes up to this many times it. In a file of its own, since links are checked by it. */
export const LARGEST_SCALE = 8;
