/**
 * A text cut at the hyphens inside numbers of documents (`77/KH-UBND`), which readers would break a line at; between the
 * parts a hyphen stands that does not break. Ids and compound words have none: they may break.
 */
export const symbolParts = (text: string): readonly string[] => text.split(INSIDE_SYMBOL);

const INSIDE_SYMBOL = /(?<=\/[\p{Lu}\d-]*\p{Lu})-(?=\p{Lu})/u;
