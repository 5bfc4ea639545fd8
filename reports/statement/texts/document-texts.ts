import type { DocumentLanguage } from '../../../documents/model/document-language.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** What documents of a statement say: of each language one file of this shape. */
export type DocumentTexts = typeof vi;

const TEXTS: Readonly<Record<DocumentLanguage, DocumentTexts>> = { vi, en };

export const documentTexts = (language: DocumentLanguage): DocumentTexts => TEXTS[language];
