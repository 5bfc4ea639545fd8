import type { MessageContent } from '../../../core/domain/notifier.ts';
import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import type { Occasion } from '../../../ledger/record/outbox/occasion.ts';
import { markup, renderMarkup } from './markup.ts';
import { PLAIN_TEXTS_EN, type PlainTexts } from './words/plain-texts-en.ts';
import { PLAIN_TEXTS_VI } from './words/plain-texts-vi.ts';
import { renderCommand, type Ways } from './words/ways.ts';

/**
 * What is sent where a message cannot be composed: that there is something, how bad it is, and where to look. Names
 * nothing, so that whatever it was cannot stand in the way again, nor be told to whom it is not to be.
 */
export function composePlainly(occasion: Occasion, language: Language, ways: Ways = {}): MessageContent {
  const texts = plainTextsOf(language);
  const subject = texts.subject(occasion);
  const lines = [subject, texts.look, renderCommand(ways, ['incidents', 'list'])];
  const html = markup`<!doctype html><html lang="${language}"><body>${lines.map((line) => markup`<p>${line}</p>`)}</body></html>`;
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: renderMarkup(html),
    pictures: [],
    facts: { version: 1, language, subject, short: subject, type: 'plain', occasion: occasion.type },
  };
}

const plainTextsOf = inLanguage<PlainTexts>({ vi: PLAIN_TEXTS_VI, en: PLAIN_TEXTS_EN });
