import type { Cell, Fill, Font } from 'exceljs';
import { isDark, isLight, SAFE_FONTS } from './docx-looks.ts';

/** Whether a cell is written so that a reader sees what it holds: dark on light, large enough, in letters that are letters. */
export function isPlainCell({ font, fill, alignment, value }: Cell): boolean {
  const richText = typeof value === 'object' && value !== null && 'richText' in value ? value.richText : [];
  return (
    [font, ...richText.map((part) => part.font)].every(isPlainFont) &&
    isPlainFill(fill) &&
    (alignment?.textRotation ?? 0) === 0 &&
    !['fill', 'distributed'].includes(alignment?.horizontal ?? '')
  );
}

const LEAST_SIZE = 6;

/** Absent: as the workbook has it. */
function isPlainFont(font: Partial<Font> | undefined): boolean {
  if (font === undefined) return true;
  const { color, size = LEAST_SIZE, name, strike, vertAlign } = font;
  return (
    size >= LEAST_SIZE &&
    strike !== true &&
    vertAlign === undefined &&
    isPlainColour(color, isDark) &&
    SAFE_FONTS.has((name ?? 'Calibri').toLowerCase())
  );
}

/** Of a theme the letters, whose colours are in no cell of a report. */
const TEXT = 1;

function isPlainColour(
  colour: Font['color'] | undefined,
  isPlain: (rgb: string | undefined) => boolean,
): boolean {
  if (colour === undefined || colour.theme === TEXT) return true;
  return colour.theme === undefined && isPlain(colour.argb?.slice(-6));
}

function isPlainFill(fill: Fill | undefined): boolean {
  if (fill === undefined) return true;
  if (fill.type !== 'pattern') return false;
  return fill.pattern === 'none' || (fill.pattern === 'solid' && isPlainColour(fill.fgColor, isLight));
}
