import { stableHash } from '../../../core/text/stable-hash.ts';
import { REFRESH_SCRIPT } from './refresh-script.ts';
import { STYLE_SHEET } from './style-sheet.ts';

/** Changes with style and script: an open page of an older version reloads itself whole. */
export const PAGE_VERSION = stableHash(STYLE_SHEET + REFRESH_SCRIPT).toString(36);
