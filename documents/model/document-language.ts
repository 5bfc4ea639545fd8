/** Languages that minutes are laid out in: of each there are texts of the layout and of whatever is laid out. */
export const DOCUMENT_LANGUAGES = ['vi', 'en'] as const;

export type DocumentLanguage = (typeof DOCUMENT_LANGUAGES)[number];
