import { stableHash } from '../../../core/text/stable-hash.ts';
import { STYLE_SHEET } from '../styles/style-sheet.ts';
import { REFRESH_SCRIPT } from './refresh-script.ts';
import { SEARCH_SCRIPT } from './search-script.ts';

/** Changes with style and scripts: an open page of an older version reloads itself whole. */
export const PAGE_VERSION = stableHash(STYLE_SHEET + REFRESH_SCRIPT + SEARCH_SCRIPT).toString(36);
