import { expect, test } from 'vitest';
import type { ExplainedOutage } from '#contracts/statements/explain.ts';
import { hours } from '#core/time/units.ts';
import { outageInWords } from '#reports/statement/words/explain-in-words.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { period as periodOf, ZONE } from '#test/support/sla-input.ts';

const period = periodOf('2026-11');
const END_MS = period.toMs;
const RESTORATION = { severity: 'normal', withinMs: hours(48), overMs: 0, overBeforeMs: 0, startedHours: 0 };

/** Down for the last forty hours of the period, and until then. */
const outageUntil = (toMs: number, untilAfterMs?: number): ExplainedOutage => ({
  ...{ ref: 'change:7', fromMs: END_MS - hours(40), toMs, afterMs: END_MS - hours(40), isShort: false },
  ...{ own: [], ownMs: hours(40), ownInPeriodMs: hours(40), blame: [], putDown: [] },
  ...(untilAfterMs !== undefined && { untilAfterMs }),
  restoration: RESTORATION,
});

const restorationOf = (outage: ExplainedOutage, language: 'vi' | 'en') =>
  outageInWords(
    outage,
    { interval: period },
    createWords(language, ZONE, (_style, text) => text),
  ).at(-1);

test('what was restored before the period ended was in time', () => {
  const restored = outageUntil(END_MS - 1, END_MS - 2);
  expect(restorationOf(restored, 'en')).toContain('1d 16h / 2d (normal), in time');
  expect(restorationOf(restored, 'vi')).toContain('(thông thường), đúng hạn');
});

test.each([
  ['was proven to be over after the period', outageUntil(END_MS + hours(13), END_MS - 1)],
  ['lasts', outageUntil(END_MS)],
])('what %s is not late yet, and not in time', (_what, outage) => {
  expect(restorationOf(outage, 'en')).toContain(
    'not late by the end of the period; it goes on in the next (clause 8.5 of the Rules)',
  );
  expect(restorationOf(outage, 'vi')).toContain('chưa quá hạn đến hết kỳ; còn tính tiếp ở kỳ sau');
});
