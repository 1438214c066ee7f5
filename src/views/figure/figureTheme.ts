/** The page's colours as constants, for figures that are drawn in a theme which may not be the one in force. */
import { palette, type Rgb } from '../palette';
import type { ThemeColours } from '../slice/colours';

export interface FigureTheme extends ThemeColours {
  readonly dark: boolean;
  /** Ground of labels. */
  readonly surface: Rgb;
  /** Tick labels. */
  readonly inkSoft: Rgb;
  /** Axes and frames. */
  readonly lineStrong: Rgb;
}

type Tokens = Omit<FigureTheme, 'palette' | 'dark'>;

/** As in the page's style sheet, by the names of its custom properties. */
const TOKENS: Readonly<Record<'light' | 'dark', Tokens>> = {
  light: {
    paper: [250, 249, 247],
    surface: [255, 255, 255],
    ink: [27, 25, 23],
    inkSoft: [103, 98, 90],
    line: [228, 225, 219],
    lineStrong: [203, 198, 189],
    accent: [91, 67, 200],
  },
  dark: {
    paper: [18, 17, 16],
    surface: [26, 25, 24],
    ink: [240, 237, 232],
    inkSoft: [161, 155, 146],
    line: [43, 41, 39],
    lineStrong: [69, 65, 61],
    accent: [168, 152, 248],
  },
};

export const figureTheme = (dark: boolean): FigureTheme => ({
  ...TOKENS[dark ? 'dark' : 'light'],
  dark,
  palette: palette({ dark }),
});

/** #rrggbb. */
export const hex = (rgb: Rgb): string => `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

/** Colour of face `face` among 4F bytes. */
export const hexAt = (rgba: Uint8Array, face: number): string =>
  hex([rgba[4 * face] as number, rgba[4 * face + 1] as number, rgba[4 * face + 2] as number]);
