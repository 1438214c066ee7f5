/** How far an arrow key moves a handle, by the modifier held, in hundredths of the view. */
export const STEP_FACTORS = { plain: 1, Shift: 10, Alt: 0.1, Mod: 0.01 } as const;
