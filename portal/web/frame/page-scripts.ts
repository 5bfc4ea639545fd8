import { stableHash } from '../../../core/text/stable-hash.ts';
import { STYLE_SHEET } from '../styles/style-sheet.ts';
import { CELLS_SCRIPT } from './cells-script.ts';
import { FILES_SCRIPT } from './files-script.ts';
import { KEYS_SCRIPT } from './keys-script.ts';
import { LIVE_SCRIPT } from './live-script.ts';
import { MORPH_SCRIPT } from './morph-script.ts';
import { NOTICE_SCRIPT } from './notice-script.ts';
import { SEARCH_SCRIPT } from './search-script.ts';

/** What runs in every page, in this order: constants, each allowed by its hash in the Content-Security-Policy. */
export const PAGE_SCRIPTS: readonly string[] = [
  MORPH_SCRIPT,
  LIVE_SCRIPT,
  SEARCH_SCRIPT,
  KEYS_SCRIPT,
  FILES_SCRIPT,
  CELLS_SCRIPT,
  NOTICE_SCRIPT,
];

/** Changes with style and scripts: an open page of an older version loads itself anew. */
export const PAGE_VERSION = stableHash(STYLE_SHEET + PAGE_SCRIPTS.join('\n')).toString(36);
