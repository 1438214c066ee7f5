/** Why a number is not a whole one between `least` and `most`; null when it is. */
export const wholeNumberCheck =
  (least: number, most: number) =>
  (value: number): string | null =>
    Number.isInteger(value) && value >= least && value <= most ? null : `a whole number from ${least} to ${most}`;
