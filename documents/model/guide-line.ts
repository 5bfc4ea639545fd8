import { cleanText } from './clean-text.ts';
import type { OfficialDocument } from './document.ts';
import { renderDocumentNumber } from './document-number.ts';
import type { LayoutTexts } from './layout-texts.ts';

/**
 * `(Kèm theo Báo cáo số 05/BC-… ngày … của …)` under the title of an annex. Filled in on paper; in an electronic
 * document its dots stay empty, since number and date are written by the clerk's signature.
 */
export function renderGuideLine(document: OfficialDocument, texts: LayoutTexts): string {
  const { variant, letterhead } = document;
  const { number, symbol, date, issuingBody } = variant === 'paper' ? letterhead : {};
  const typeName = document.kind === 'letter' ? 'Công văn' : document.typeName;
  const body = (issuingBody ?? '……').replaceAll('\n', ' ');
  return cleanText(texts.attachedTo(typeName, renderDocumentNumber(number, symbol), texts.date(date), body));
}
