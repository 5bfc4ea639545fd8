import { createFormats, type Formats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import { en } from '../../portal/web/messages/en.ts';
import type { Messages } from '../../portal/web/messages/messages.ts';
import { vi } from '../../portal/web/messages/vi.ts';
import { type Amounts, createAmounts } from '../print/amounts.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { ProbeTexts } from './texts.ts';
import { textsEn } from './texts-en.ts';
import { textsVi } from './texts-vi.ts';

/** The words and the style that a result is written with. */
export interface RenderContext {
  readonly texts: ProbeTexts;
  readonly messages: Messages;
  readonly formats: Formats;
  readonly amounts: Amounts;
  readonly style: Terminal['style'];
}

const textsOf = inLanguage({ en: textsEn, vi: textsVi });
const messagesOf = inLanguage({ en, vi });

export function createRenderContext(
  language: Language,
  timeZone: string,
  style: Terminal['style'],
): RenderContext {
  const formats = createFormats(language, timeZone);
  return {
    texts: textsOf(language),
    messages: messagesOf(language),
    formats,
    amounts: createAmounts(language, formats),
    style,
  };
}
