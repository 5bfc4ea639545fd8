import type { Language } from '../../core/language/language.ts';
import type { SlaTexts } from './texts.ts';
import { EN } from './texts-en.ts';
import { VI } from './texts-vi.ts';

const TEXTS: Readonly<Record<Language, SlaTexts>> = { en: EN, vi: VI };

export const slaTexts = (language: Language): SlaTexts => TEXTS[language];
