import type { Language } from './language.ts';

/** What a place or a party is called in a language: its own name where no other is known. */
export const nameIn = (
  language: Language,
  { name, nameEn }: { readonly name: string; readonly nameEn?: string | undefined },
): string => (language === 'en' ? nameEn : undefined) ?? name;
