import { resolve } from 'node:path';
import { z } from 'zod';
import { recordPlaceOf } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { renderTime } from '../../core/time/render-time.ts';
import { type Authority, openAuthority } from '../../hub/authority/open-authority.ts';
import type { Collectors } from '../../ledger/record/collectors.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { renderIso } from '../print/render-history.ts';
import type { OpenScope, PlainScope } from '../shell/define-command.ts';
import { AUTHOR, authorOf, CONFIG, TOLD } from '../shell/shared-options.ts';
import { type CollectorTexts, collectorsEn as en } from './texts-en.ts';
import { collectorsVi as vi } from './texts-vi.ts';

/** Options of every command about collectors. */
export const COLLECTORS = { config: CONFIG, author: AUTHOR, ...TOLD };

/** What commands about collectors work with. */
export interface CollectorsScope extends PlainScope {
  readonly collectors: Collectors;
  /** Made where there is none yet. @throws HUB_AUTHORITY */
  readonly authority: () => Authority;
  readonly texts: CollectorTexts;
  readonly nowMs: () => number;
  readonly at: (atMs: number) => string;
  readonly iso: (atMs: number) => string;
}

const textsOf = inLanguage({ en, vi });
const Given = z.object({ config: COLLECTORS.config, author: COLLECTORS.author });

/** @throws CONFIG_INVALID, and what keeps a record shut */
export const openCollectors: OpenScope<CollectorsScope> = async (given, cli, work) => {
  const { config, author } = Given.parse(given);
  const settings = await loadSettings(config);
  const { city, hub } = settings;
  const { timeZone } = city;
  const store = recordStore(recordPlaceOf(config, settings));
  using collectors = store.openCollectors({ author: authorOf({ author }), nowMs: Date.now });
  await work({
    ...{ cli, timeZone, cityTimeZone: timeZone, texts: textsOf(cli.language) },
    ...{ collectors, nowMs: Date.now },
    authority: () => openAuthority(resolve(config, hub.authority)),
    at: (atMs) => renderTime(atMs, timeZone),
    iso: (atMs) => renderIso(atMs, timeZone),
  });
};
