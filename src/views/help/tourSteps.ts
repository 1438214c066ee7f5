/** What the tour shows, in order: each step stands at a real control. */

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** Where it points. */
  readonly anchor: string;
  /** The panel that has to be in sight for it. */
  readonly side: 'left' | 'right' | null;
}

export const tourSteps: readonly TourStep[] = [
  {
    title: 'Every cell is a polytope',
    text: 'The network cuts its input space into these cells. On each of them it is one affine map: no more than a weighted sum and a constant. Lines are where a unit switches; thinner lines are deeper layers.',
    anchor: '.stage',
    side: null,
  },
  {
    title: 'The point is yours',
    text: 'Drag it, click where it should go, or focus it and use the arrow keys. All that the inspector shows follows it.',
    anchor: '.stage .slice-handle.selected, .stage .slice-handles > *',
    side: null,
  },
  {
    title: 'Which units are on',
    text: 'The spline code names the polytope: one cell a unit. Point at a cell, and the unit’s boundary lights up in the slice.',
    anchor: '.code-host',
    side: 'right',
  },
  {
    title: 'What the network does here',
    text: 'The affine map of this polytope, exact in float64. It is the same everywhere inside the cell and jumps at its edges.',
    anchor: '.map-host',
    side: 'right',
  },
  {
    title: 'Other networks',
    text: 'Scenes from two spirals to digits in 784 dimensions. Opening one is a step that Back undoes.',
    anchor: '.panel.setup .section',
    side: 'left',
  },
  {
    title: 'Watch it learn',
    text: 'Press play: the polytopes move with every step of the training, and you can go back in time afterwards.',
    anchor: '.transport',
    side: null,
  },
];
