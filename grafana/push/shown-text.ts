import { UNSEEN } from '../../core/unseen-text.ts';

/** What a server or the inventory calls something, on one line: it must not read as a line of ours, or otherwise than it is. */
export const onOneLine = (text: string): string => text.replace(UNSEEN, ' ');
