import { execFileSync } from 'node:child_process';

export interface PdfWord {
  readonly text: string;
  readonly leftMm: number;
  readonly rightMm: number;
  readonly topMm: number;
  readonly bottomMm: number;
}

export interface PdfPage {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly words: readonly PdfWord[];
}

/** The text as poppler finds it, laid out as on the page. */
export function pdfText(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}

/** Each word with its place. */
export function pdfPages(pdf: Uint8Array): readonly PdfPage[] {
  const xml = execFileSync('pdftotext', ['-bbox', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return xml
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [, width, height] = /^width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? [];
      return {
        widthMm: Math.round(millimetres(width)),
        heightMm: Math.round(millimetres(height)),
        words: [...page.matchAll(WORD)].map(([, left, top, right, bottom, text = '']) => ({
          text,
          leftMm: millimetres(left),
          topMm: millimetres(top),
          rightMm: millimetres(right),
          bottomMm: millimetres(bottom),
        })),
      };
    });
}

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g;

function millimetres(points: string | undefined): number {
  return (Number(points) / 72) * 25.4;
}
