import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { renderTime } from '../../core/time/render-time.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { createWords, type Words } from '../../reports/statement/words/words.ts';
import { type Amounts, createAmounts } from './amounts.ts';
import type { DecisionTexts } from './texts.ts';
import { EN as en } from './texts-en.ts';
import { VI as vi } from './texts-vi.ts';

const textsOf = inLanguage({ en, vi });

/** The words of one language, with times of the city and the names on record. */
export interface Wording {
  readonly language: Language;
  readonly texts: DecisionTexts;
  readonly amounts: Amounts;
  /** Figures to the last digit, as statements have them. */
  readonly figures: Pick<Words, 'span' | 'vnd' | 'share' | 'period'>;
  /** `2026-10-05 08:00 (Asia/Ho_Chi_Minh)`. */
  readonly at: (atMs: number) => string;
  /** The same without the zone, for tables that say it once. */
  readonly clock: (atMs: number) => string;
  /** `times: Asia/Ho_Chi_Minh`, once for all that `clock` wrote. */
  readonly zoneLine: string;
  readonly span: (interval: Interval) => string;
  readonly party: (party: Party) => string;
  readonly parties: (parties: Iterable<Party>) => string;
  /** `cam-1, cam-2`, `4.210 (cam-1, cam-2, cam-3 …)`: at most three, unless told. */
  readonly entities: (entities: readonly string[], most?: number) => string;
}

export function createWording(
  language: Language,
  { timeZone, history }: { readonly timeZone: string; readonly history: InventoryHistory },
): Wording {
  const texts = textsOf(language);
  const formats = createFormats(language, timeZone);
  const clock = (atMs: number) => renderTime(atMs, timeZone);
  const at = (atMs: number) => `${clock(atMs)} (${timeZone})`;
  const party = (one: Party): string => {
    if (one === 'dost') return texts.cityDost;
    const id = one.slice(one.indexOf(':') + 1);
    const named = one.startsWith('agency:') ? history.agencies.get(id) : history.contractors.get(id);
    const name = named?.at(-1)?.value.name ?? id;
    return name === id ? id : `${name} (${id})`;
  };
  return {
    language,
    texts,
    amounts: createAmounts(language, formats),
    figures: createWords(language, timeZone, (_style, text) => text),
    at,
    clock,
    zoneLine: texts.zoneOfTimes(timeZone),
    span: ({ fromMs, toMs }) => `${texts.span(clock(fromMs), clock(toMs))} (${timeZone})`,
    party,
    parties: (parties) => Array.from(parties, party).join(', '),
    entities: (entities, most = MOST_NAMES) => {
      const ids = entities.map((entity) => entity.replace(/^device:/, ''));
      if (ids.length <= most) return ids.join(', ');
      return `${formats.count(ids.length)} (${ids.slice(0, most).join(', ')} …)`;
    },
  };
}

const MOST_NAMES = 3;
