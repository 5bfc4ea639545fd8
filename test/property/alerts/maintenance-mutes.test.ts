import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildMaintenanceMutes } from '#alerts/rules/maintenance-mutes.ts';
import { days, minutes } from '#core/time/units.ts';
import type { TimeInterval } from '#grafana/content.ts';
import { alertedCity } from '../../support/alerted-city.ts';
import { plannedWork } from '../../support/planned-work.ts';

const { inventory } = alertedCity();

const atOf = ({ years, months, days_of_month: dates }: TimeInterval, time: string): number => {
  const [year, month, date] = [years, months, dates].map((parts) => String(parts?.[0]).padStart(2, '0'));
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return Date.parse(`${year}-${month}-${date}T00:00+07:00`) + minutes(hour * 60 + minute);
};

test('the days of a mute are the whole minutes of the work, one after another', () => {
  const fromMs = fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2028, 2, 2) });
  const lengthMs = fc.oneof(fc.integer({ min: 1, max: minutes(3) }), fc.integer({ min: 1, max: days(40) }));
  fc.assert(
    fc.property(fromMs, lengthMs, (from, length) => {
      const interval = { fromMs: from, toMs: from + length };
      const works = [plannedWork({ entities: ['link:line-1'], interval })];
      const [mute] = buildMaintenanceMutes(inventory, works, 'Asia/Ho_Chi_Minh');
      const spans = (mute?.timing.time_intervals ?? []).flatMap((one) =>
        (one.times ?? []).map((time) => ({
          fromMs: atOf(one, time.start_time),
          toMs: atOf(one, time.end_time),
        })),
      );

      expect(spans.at(0)?.fromMs).toBe(Math.floor(interval.fromMs / minutes(1)) * minutes(1));
      expect(spans.at(-1)?.toMs).toBe(Math.ceil(interval.toMs / minutes(1)) * minutes(1));
      expect(spans.every((span) => span.fromMs < span.toMs)).toBe(true);
      expect(spans.slice(1).map((span) => span.fromMs)).toEqual(spans.slice(0, -1).map((span) => span.toMs));
    }),
  );
});
