import type { Language } from '../../core/language/language.ts';
import type { OfficialDocument } from './document.ts';
import { en } from './texts/en.ts';
import { vi } from './texts/vi.ts';

/** What the layout itself says. */
export type LayoutTexts = typeof vi;

const TEXTS: Readonly<Record<Language, LayoutTexts>> = { vi, en };

export const layoutTexts = (language: Language = 'vi'): LayoutTexts => TEXTS[language];

/** Reports and letters are Vietnamese alone. */
export const textsOfDocument = (document: OfficialDocument): LayoutTexts =>
  layoutTexts(document.kind === 'minutes' ? document.language : undefined);
