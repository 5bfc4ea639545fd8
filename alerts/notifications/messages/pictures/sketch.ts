import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { encodePalettePng } from './palette-png.ts';

/** Pixels of the picture for one pixel of the page: sharp on screens of phones. */
const DENSITY = 2;
/** A subset of letters has a file, and so a family, of its own: a text takes each letter from the first that has it. */
const SUBSETS = ['latin', 'vietnamese', 'latin-ext'] as const;
const WEIGHTS = [400, 600] as const;

const familyOf = (subset: string): string => `camwatch ${subset}`;
const FAMILIES = SUBSETS.map((subset) => `"${familyOf(subset)}"`).join(', ');

export type Pen = SKRSContext2D;

/** Draws on white and gives back a PNG, whole before it returns. */
export function sketch(width: number, height: number, draw: (pen: Pen) => void): Uint8Array {
  registerFonts();
  const canvas = createCanvas(width * DENSITY, height * DENSITY);
  const pen = canvas.getContext('2d');
  pen.scale(DENSITY, DENSITY);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  draw(pen);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return encodePalettePng(data, canvas.width, canvas.height);
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: (typeof WEIGHTS)[number];
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
}

/** Writes one line, cut with an ellipsis where it is wider than `width`. */
export function write(pen: Pen, text: string, x: number, y: number, width: number, style: TextStyle): void {
  setStyle(pen, style);
  pen.fillText(shorten(pen, text, width), x, y);
}

const LINE_HEIGHT = 1.25;

/** Writes at most two lines around `y`, the first broken between words. */
export function writeLines(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  width: number,
  style: TextStyle,
): void {
  const words = text.slice(0, MOST_CHARACTERS).split(' ');
  let count = words.length;
  while (count > 1 && widthOf(pen, words.slice(0, count).join(' '), style) > width) count--;
  const lines = [words.slice(0, count), words.slice(count)].filter((line) => line.length > 0);
  const step = style.size * LINE_HEIGHT;
  const first = y - ((lines.length - 1) * step) / 2;
  for (const [index, line] of lines.entries()) {
    write(pen, line.join(' '), x, first + index * step, width, style);
  }
}

export function widthOf(pen: Pen, text: string, style: TextStyle): number {
  setStyle(pen, style);
  return pen.measureText(text).width;
}

function setStyle(pen: Pen, { size, weight = 400, colour = '#111', align = 'left' }: TextStyle): void {
  pen.font = `${weight} ${size}px ${FAMILIES}`;
  pen.fillStyle = colour;
  pen.textAlign = align;
}

/** Nothing wider than this fits any box, in characters. */
const MOST_CHARACTERS = 120;

function shorten(pen: Pen, text: string, width: number): string {
  const characters = [...text].slice(0, MOST_CHARACTERS);
  if (pen.measureText(characters.join('')).width <= width) return characters.join('');
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    const isFit = pen.measureText(`${characters.slice(0, middle).join('')}…`).width <= width;
    if (isFit) fits = middle;
    else tooLong = middle;
  }
  return `${characters.slice(0, fits).join('').trimEnd()}…`;
}

/** The registry of fonts is the library's, and the same for the whole process. */
function registerFonts(): void {
  if (GlobalFonts.has(familyOf(SUBSETS[0]))) return;
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const file = `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`;
      GlobalFonts.registerFromPath(fileURLToPath(import.meta.resolve(file)), familyOf(subset));
    }
  }
}
