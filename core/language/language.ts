/** Languages in which camwatch speaks to people, the first where nobody has chosen. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a language writes numbers: its locale, the sign before decimals, and that behind a whole percentage. */
export const NUMERALS = {
  vi: { locale: 'vi-VN', point: ',', percent: '\u00a0%' },
  en: { locale: 'en-GB', point: '.', percent: '%' },
} as const satisfies Readonly<Record<Language, object>>;
