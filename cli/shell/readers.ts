import type { Said } from '../../core/language/said.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { parseTime } from '../../core/time/parse-time.ts';
import { parseWhenMs } from '../../core/time/parse-when.ts';
import { parsePeriod } from '../../core/time/periods.ts';
import { createZone } from '../../core/time/zone.ts';

/** In which what was typed is read. */
export interface Zones {
  readonly timeZone: string;
  /** In which days and months are cut. */
  readonly cityTimeZone: string;
}

type Read<Value> = { readonly value: Value } | { readonly said: Said };

/** How times are read that are written without their zone, by `reads` of the metadata of a schema. */
export const READERS = {
  time: (text: string, { timeZone }: Zones): Read<number> => {
    const parsed = parseTime(text, { timeZone });
    return 'said' in parsed ? parsed : { value: parsed.atMs };
  },
  /** A day by itself is the city's. */
  day: (text: string, zones: Zones): Read<number> => {
    const atMs = createZone(zones.cityTimeZone).parseInstantMs(text);
    return atMs === undefined ? READERS.time(text, zones) : { value: atMs };
  },
  /** Also for so long, until now. */
  when: (text: string, { timeZone }: Zones): Read<number> => {
    const value = parseWhenMs(text, createZone(timeZone), Date.now());
    if (value !== undefined) return { value };
    return {
      said: {
        en: `expected a time such as 2026-10-01 or a duration such as 7d, got "${text}"`,
        vi: `cần thời điểm như 2026-10-01 hoặc khoảng thời gian như 7d, nhận được "${text}"`,
      },
    };
  },
  period: (text: string, { cityTimeZone }: Zones): Read<Interval> => {
    const value = parsePeriod(text, cityTimeZone);
    if (value) return { value };
    const all = '2026-10, 2026-Q3, 2026';
    return {
      said: {
        en: `expected a period such as ${all} or 2026-10-05..2026-10-20, got "${text}"`,
        vi: `cần kỳ như ${all} hoặc 2026-10-05..2026-10-20, nhận được "${text}"`,
      },
    };
  },
  /** `2025-01-01..2025-10-01`: the end is not in it, and has passed. */
  past: (text: string, { timeZone }: Zones): Read<Interval> => {
    const zone = createZone(timeZone);
    const [from = '', to = '', more] = text.split('..');
    const [fromMs, toMs] = [zone.parseInstantMs(from), zone.parseInstantMs(to)];
    if (fromMs === undefined || toMs === undefined || more !== undefined || fromMs >= toMs)
      return {
        said: {
          en: `expected two dates or instants such as 2025-01-01..2025-10-01 (the end is not in it), got "${text}"`,
          vi: `cần hai ngày hoặc thời điểm như 2025-01-01..2025-10-01 (không gồm điểm cuối), nhận được "${text}"`,
        },
      };
    if (toMs <= Date.now()) return { value: { fromMs, toMs } };
    return {
      said: {
        en: `expected an end that has passed, got "${to}"`,
        vi: `cần điểm cuối đã qua, nhận được "${to}"`,
      },
    };
  },
};
