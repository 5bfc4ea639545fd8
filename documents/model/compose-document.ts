import { annexLabel } from './annex-label.ts';
import { capitals, cleanText } from './clean-text.ts';
import { composeBlocks } from './compose-blocks.ts';
import { composeClosing } from './compose-closing.ts';
import type { ComposedAnnex, ComposedDocument, ComposedHead, Runs } from './composed-document.ts';
import type { Letterhead, OfficialDocument } from './document.ts';
import { renderDocumentNumber } from './document-number.ts';
import { renderGuideLine } from './guide-line.ts';
import { type LayoutTexts, textsOfDocument } from './layout-texts.ts';
import { markedRun, plainRuns } from './plain-run.ts';
import { keepTitleWords } from './title-words.ts';

/**
 * Applies the rules of Decree 30/2020 about words.
 * @throws DocumentError when a table's cells do not fit its columns.
 */
export function composeDocument(document: OfficialDocument): ComposedDocument {
  const texts = textsOfDocument(document);
  const head = composeHead(document.letterhead, texts);
  const addressees = composeAddressees(document.addressees);
  return {
    info: document.info,
    texts,
    head:
      document.kind === 'letter'
        ? { ...head, letterSubject: [{ text: `V/v ${cleanText(document.subject)}` }] }
        : head,
    ...(document.kind !== 'letter' && {
      title: {
        typeName: [{ text: capitals(document.typeName) }],
        subject: [{ text: keepTitleWords(cleanText(document.subject)) }],
      },
    }),
    ...(addressees && { addressees }),
    legalBases: punctuated(document.legalBases.map(plainRuns)),
    body: composeBlocks(document.body, texts),
    closing: composeClosing(document, texts),
    footer: (document.footer?.lines ?? []).map(plainRuns),
    annexes: composeAnnexes(document, texts),
  };
}

function composeHead(
  { superiorBody, issuingBody, number, symbol, place, date }: Letterhead,
  texts: LayoutTexts,
): ComposedHead {
  const placeRuns: Runs = place === undefined ? [{ text: '……', marked: true }] : [{ text: cleanText(place) }];
  return {
    superiorBody: superiorBody === undefined ? [] : lines(superiorBody),
    issuingBody: issuingBody === undefined ? [[markedRun(texts.hints.issuingBody)]] : lines(issuingBody),
    number: [{ text: texts.number(cleanText(renderDocumentNumber(number, symbol))) }],
    placeAndDate: [...placeRuns, { text: `, ${texts.date(date)}` }],
  };
}

function lines(text: string): readonly Runs[] {
  return capitals(text)
    .split('\n')
    .map((line) => [{ text: line }]);
}

function composeAddressees(names: readonly string[]): ComposedDocument['addressees'] {
  const [first, ...others] = names.map(plainRuns);
  if (first === undefined) return undefined;
  if (others.length === 0) return { opening: [{ text: 'Kính gửi: ' }, ...first], lines: [] };
  return {
    opening: [{ text: 'Kính gửi:' }],
    lines: punctuated([first, ...others].map((runs) => [{ text: '- ' }, ...runs])),
  };
}

/** Each ends with `;`, the last with a full stop. */
function punctuated(entries: readonly Runs[]): readonly Runs[] {
  return entries.map((runs, index) => [...runs, { text: index === entries.length - 1 ? '.' : ';' }]);
}

function composeAnnexes(document: OfficialDocument, texts: LayoutTexts): readonly ComposedAnnex[] {
  const guide = [{ text: renderGuideLine(document, texts) }];
  return document.annexes.map(({ title, orientation, secret, blocks }, index) => ({
    orientation,
    ...(secret && { stamp: [{ text: texts.secretStamp, marked: true }] }),
    label: [{ text: annexLabel(index + 1, document.annexes.length, texts) }],
    title: [{ text: keepTitleWords(capitals(title)) }],
    guide,
    blocks: composeBlocks(blocks, texts),
  }));
}
