/** Languages in which camwatch speaks to people, the first where nobody has chosen. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
