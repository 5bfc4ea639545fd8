import type { styleText } from 'node:util';

/** Colours a text where it is read on a terminal that takes colours. */
export type StyleText = (style: Parameters<typeof styleText>[0], text: string) => string;
