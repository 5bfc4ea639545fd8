import PDFDocument from 'pdfkit';
import type { FontFace, FontFiles } from './font-files.ts';

/** Width of one line in points. */
export type MeasureText = (text: string, face: FontFace, sizePt: number) => number;

/** Measures with the metrics that Tinos and Times New Roman share. */
export function createMeasureText(fonts: FontFiles): MeasureText {
  const paper = new PDFDocument({ autoFirstPage: false });
  for (const [face, bytes] of Object.entries(fonts)) paper.registerFont(face, Buffer.from(bytes));
  return (text, face, sizePt) => paper.font(face).fontSize(sizePt).widthOfString(text);
}
