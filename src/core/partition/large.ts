/** Loaded for its effect: composed layers can be computed with, and networks that have some can be cut. */
import '../network/programOp';
import './tiles/tiledRun';
