import type { Language } from '../../core/language/language.ts';
import type { Texts } from './texts.ts';
import { en } from './texts-en.ts';
import { vi } from './texts-vi.ts';

export const TEXTS: Readonly<Record<Language, Texts>> = { vi, en };
