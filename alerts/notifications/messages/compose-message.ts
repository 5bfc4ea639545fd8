import type { MessageContent, Picture } from '../../../core/domain/notifier.ts';
import { createFormats } from '../../../core/language/formats.ts';
import type { Occasion } from '../../../ledger/record/outbox/occasion.ts';
import { drawPictures } from './draw-pictures.ts';
import { asJson } from './facts.ts';
import { digestSheet, reportSheet, testSheet } from './gathered-sheets.ts';
import type { Writing } from './incident-rows.ts';
import { incidentSheet } from './incident-sheet.ts';
import { occasionFacts } from './occasion-facts.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { ComposeOptions } from './words/compose-options.ts';
import { messageTextsOf } from './words/message-texts.ts';
import type { Sheet } from './words/sheet.ts';
import { tellCity } from './words/told-city.ts';

/**
 * What is written to a recipient of an occasion: the same for the same input. Whatever names, notes and ids hold, the
 * subject is one line, the HTML holds no markup of theirs, and the whole stays below 200 kB without its pictures.
 */
export function composeMessage(occasion: Occasion, options: ComposeOptions): MessageContent {
  const { language, timeZone } = options;
  const writing: Writing = {
    texts: messageTextsOf(language),
    city: tellCity(options),
    formats: createFormats(language, timeZone),
    ...(options.ways && { ways: options.ways }),
  };
  const pictures = tryDrawing(occasion, writing, options);
  const sheet = writeSheet(occasion, writing, options, pictures);
  return {
    subject: sheet.subject,
    text: renderText(sheet),
    html: renderHtml(sheet, language),
    pictures,
    facts: asJson(occasionFacts(occasion, sheet, writing, options)),
  };
}

function writeSheet(
  occasion: Occasion,
  writing: Writing,
  options: ComposeOptions,
  pictures: readonly Picture[],
): Sheet {
  switch (occasion.type) {
    case 'news':
    case 'escalation':
      return incidentSheet(occasion, writing, options, pictures);
    case 'digest':
      return digestSheet(occasion, writing, options);
    case 'report':
      return reportSheet(occasion, writing, options);
    case 'test':
      return testSheet(occasion, writing, options);
  }
}

/** A message without its pictures says all the same: it is not held back for them. */
function tryDrawing(
  occasion: Occasion,
  writing: Writing,
  { onDrawingError, branchesBehind }: ComposeOptions,
): readonly Picture[] {
  try {
    return drawPictures(occasion, writing, branchesBehind);
  } catch (error) {
    onDrawingError?.(error);
    return [];
  }
}
