import { cleanText } from './clean-text.ts';
import type { OfficialDocument } from './document.ts';
import { renderDocumentDate } from './document-date.ts';
import { renderDocumentNumber } from './document-number.ts';

/**
 * `(Kèm theo Báo cáo số 05/BC-… ngày … của …)` under the title of an annex. Filled in on paper; in an electronic
 * document its dots stay empty, since number and date are written by the clerk's signature.
 */
export function renderGuideLine(document: OfficialDocument): string {
  const { variant, letterhead } = document;
  const { number, symbol, date, issuingBody } = variant === 'paper' ? letterhead : {};
  const typeName = document.kind === 'letter' ? 'Công văn' : document.typeName;
  const body = (issuingBody ?? '……').replaceAll('\n', ' ');
  return cleanText(
    `(Kèm theo ${typeName} số ${renderDocumentNumber(number, symbol)} ${renderDocumentDate(date)} của ${body})`,
  );
}
