/** The first letter as a capital, as a sentence or a cell begins. */
export const upFirst = (text: string): string => `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`;
