/** Hands `nearestBoundary` what networks of graphs alone need: the boundaries of contests, and the search where gradients are too many. */
import { provideGraphBoundaries } from './boundary';
import { contestBoundaries } from './entrants';
import { searchNearest } from './nearestSearch';

provideGraphBoundaries({ contestBoundaries, searchNearest });
