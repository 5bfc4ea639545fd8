import { inLanguage } from '../../../../core/language/in-language.ts';
import type { MessageTexts } from './texts.ts';
import { MESSAGE_TEXTS_EN } from './texts-en.ts';
import { MESSAGE_TEXTS_VI } from './texts-vi.ts';

export const messageTextsOf = inLanguage<MessageTexts>({ vi: MESSAGE_TEXTS_VI, en: MESSAGE_TEXTS_EN });
