import type { Language } from '../../../core/language/language.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** What documents of a statement say: of each language one file of this shape. */
export type DocumentTexts = typeof vi;

const TEXTS: Readonly<Record<Language, DocumentTexts>> = { vi, en };

export const documentTexts = (language: Language): DocumentTexts => TEXTS[language];
