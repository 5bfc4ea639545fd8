import type { Borders, Fill, Font, Style } from 'exceljs';

const FONT_NAME = 'Times New Roman';
export const TABLE_FONT: Partial<Font> = { name: FONT_NAME, size: 11 };
const BOLD_FONT: Partial<Font> = { ...TABLE_FONT, bold: true };

const LINE = { style: 'thin', color: { argb: 'FF808080' } } as const;
const BORDER: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const fill = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
/** What is to be filled in. */
const ASKED_FILL = fill('FFFFF7DB');
const SHOWN_FILL = fill('FFF2F2F2');
const HEADER_FILL = fill('FFD9E2EF');

const WRAPPED = { wrapText: true, vertical: 'top' } as const;

export const TITLE_STYLE: Partial<Style> = {
  font: { name: FONT_NAME, size: 14, bold: true },
  alignment: { vertical: 'middle' },
  protection: { locked: true },
};

export const HINT_STYLE: Partial<Style> = {
  font: { name: FONT_NAME, size: 11, italic: true },
  alignment: { vertical: 'middle' },
  protection: { locked: true },
};

export const HEADER_STYLE: Partial<Style> = {
  font: BOLD_FONT,
  fill: HEADER_FILL,
  border: BORDER,
  alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
  protection: { locked: true },
};

/** Cells of text keep what is typed as it is, also where it begins like a formula. */
export const TEXT_FORMAT = '@';
export const DATE_FORMAT = 'dd/mm/yyyy';

/** One style object for all cells that look alike: a workbook of ten thousand cells has a dozen. */
export function cellStyle(isAsked: boolean, numFmt: string, horizontal?: 'right' | 'center'): Partial<Style> {
  return {
    font: TABLE_FONT,
    fill: isAsked ? ASKED_FILL : SHOWN_FILL,
    border: BORDER,
    numFmt,
    alignment: horizontal ? { ...WRAPPED, horizontal } : WRAPPED,
    protection: { locked: !isAsked },
  };
}

/** Below the table: rows of one's own, where somebody needs more than there are. */
export function openColumnStyle(numFmt: string): Partial<Style> {
  return { font: TABLE_FONT, numFmt, alignment: WRAPPED, protection: { locked: false } };
}

export const GUIDE_STYLES = {
  label: { font: BOLD_FONT, alignment: WRAPPED, protection: { locked: true } },
  value: { font: TABLE_FONT, alignment: WRAPPED, numFmt: TEXT_FORMAT, protection: { locked: true } },
  asked: { font: TABLE_FONT, alignment: WRAPPED, fill: ASKED_FILL, border: BORDER },
  shown: { font: TABLE_FONT, alignment: WRAPPED, fill: SHOWN_FILL, border: BORDER },
} as const satisfies Readonly<Record<string, Partial<Style>>>;
