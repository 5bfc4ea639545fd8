import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#core/language/language.ts';
import { layoutTexts } from '#documents/model/layout-texts.ts';
import { documentTexts } from '#reports/statement/texts/document-texts.ts';

/** `front.typeNames.draft`, of each text; the lines of a list by their place. */
const placesOf = (texts: object, above = ''): readonly string[] =>
  Object.entries(texts).flatMap(([name, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null ? placesOf(text, `${above}${name}.`) : [`${above}${name}`],
  );

const VIETNAMESE = /[À-ÖØ-ỹ]/u;

describe.each(LANGUAGES)('the texts of documents in %s', (language) => {
  test('say all that the Vietnamese say, column by column', () => {
    // What a translation says of itself is nothing of the Vietnamese.
    const said = placesOf(documentTexts(language)).filter((place) => !place.startsWith('sheets.notice.'));
    expect(said).toEqual(placesOf(documentTexts('vi')));
    expect(placesOf(layoutTexts(language))).toEqual(placesOf(layoutTexts('vi')));
  });
});

test('nothing of the English texts was left in Vietnamese', () => {
  const left = [documentTexts('en'), layoutTexts('en')].flatMap((texts) =>
    stringsOf(texts).filter((text) => VIETNAMESE.test(text)),
  );

  expect(left).toEqual([]);
});

/** Each text, with what is handed in left as it is. */
function stringsOf(text: unknown): readonly string[] {
  if (typeof text === 'string') return [text];
  if (typeof text === 'function') return [String(text)];
  return Object.values(text as object).flatMap(stringsOf);
}
