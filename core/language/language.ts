/** Languages in which camwatch speaks to people, the first where nobody has chosen. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a language writes numbers: its locale, and the sign before decimals. */
export const NUMERALS = {
  vi: { locale: 'vi-VN', point: ',' },
  en: { locale: 'en-GB', point: '.' },
} as const satisfies Readonly<Record<Language, object>>;
