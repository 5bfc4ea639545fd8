import { describe, expect, test } from 'vitest';
import { renderDocx } from '#documents/docx/render-docx.ts';
import { renderPdf } from '#documents/pdf/render-pdf.ts';
import { convertByOffice } from '#test/support/office.ts';
import { sampleReport } from '#test/support/official-documents.ts';
import { type PdfPage, pdfPages } from '#test/support/pdf-reader.ts';

describe('a report opened by LibreOffice', async () => {
  const pages = pdfPages(await convertByOffice(await renderDocx(sampleReport()), 'docx', 'pdf'));

  test('has the pages of the PDF that camwatch writes itself, beginning with the same words', async () => {
    const own = pdfPages(await renderPdf(sampleReport()));

    expect(pages.map(sizeOf)).toEqual(own.map(sizeOf));
    expect(pages.map(firstWords).slice(0, 5)).toEqual(own.map(firstWords).slice(0, 5));
  });

  test('numbers its pages from 2 on, and anew in each annex', () => {
    expect(pages.map(({ words }) => words.find(({ topMm }) => topMm < 20)?.text)).toEqual([
      ...[undefined, '2', '3', '4'],
      ...[undefined, '2', '3'],
      ...[undefined, '2', '3'],
    ]);
  });

  test('repeats the header of a table on each page of the annex', () => {
    const heads = pages.slice(4, 7).map(({ words }) => words.filter(({ text }) => text === 'STT').length);

    expect(heads).toEqual([1, 1, 1]);
  });

  test('keeps its margins', () => {
    const [page] = pages;
    const words = (page?.words ?? []).filter(({ topMm }) => topMm > 20);

    expect(Math.min(...words.map(({ leftMm }) => leftMm))).toBeGreaterThan(34.5);
    expect(Math.max(...words.map(({ rightMm }) => rightMm))).toBeLessThan(190.5);
  });
});

function sizeOf({ widthMm, heightMm }: PdfPage): string {
  return `${widthMm} × ${heightMm}`;
}

function firstWords({ words }: PdfPage): string {
  return words
    .slice(0, 6)
    .map(({ text }) => text)
    .join(' ');
}
