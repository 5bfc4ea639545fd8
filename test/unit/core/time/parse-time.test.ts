import { expect, test } from 'vitest';
import { parseTime } from '#core/time/parse-time.ts';

const HANOI = { timeZone: 'Asia/Ho_Chi_Minh' };
const EIGHT = Date.UTC(2025, 9, 1, 1);

test.each([
  ['2025-10-01T08:00+07:00', EIGHT],
  ['2025-10-01T01:00:00Z', EIGHT],
  ['2025-10-01T01:00:00.250Z', EIGHT + 250],
  ['2025-10-01 01:00:00,250Z', EIGHT + 250],
  ['2025-10-01 08:00:00 +0700', EIGHT],
  ['2025-10-01 08:00', EIGHT],
  ['2025-10-01T08:00:30', EIGHT + 30_000],
  [String(EIGHT / 1_000), EIGHT],
  [String(EIGHT), EIGHT],
])('%s is an instant, in the zone where it has no offset', (text, atMs) => {
  expect(parseTime(text, HANOI)).toEqual({ atMs });
});

test.each([
  ['01/10/2025 08:00', 'dd/mm/yyyy'],
  ['1.10.2025 8:00:00', 'dd/mm/yyyy'],
  ['10/1/2025, 08:00', 'mm/dd/yyyy'],
] as const)('%s is read as %s where that was told', (text, dates) => {
  expect(parseTime(text, { ...HANOI, dates })).toEqual({ atMs: EIGHT });
});

const EXPECTED = 'expected a time such as 2025-10-01T08:00:00+07:00 or 2025-10-01 08:00';

test.each([
  ['', `${EXPECTED}, got ""`],
  ['2025-10-01', `${EXPECTED}, got "2025-10-01"`],
  ['2025-02-30 08:00', `${EXPECTED}, got "2025-02-30 08:00"`],
  ['2025-02-30T08:00Z', `${EXPECTED}, got "2025-02-30T08:00Z"`],
  ['2025-10-01 25:00', `${EXPECTED}, got "2025-10-01 25:00"`],
  ['01/10/2025 08:00', `${EXPECTED}, got "01/10/2025 08:00" (--dates tells which number is the day)`],
])('%j is no instant', (text, message) => {
  expect(parseTime(text, HANOI)).toMatchObject({ said: { en: message } });
});

test.each([
  ['2025-03-30 02:30', 'leaves out'],
  ['2025-10-26 02:30', 'has twice'],
])('%s, which a zone %s as clocks are changed, is refused', (text, what) => {
  expect(parseTime(text, { timeZone: 'Europe/Berlin' })).toMatchObject({
    said: {
      en: `expected a time that Europe/Berlin has once, got "${text}", which it ${what} as clocks are changed; write the offset`,
    },
  });
});

test('of a cell of megabytes an error shows the beginning, and its size', () => {
  expect(parseTime('x'.repeat(30_000_000), HANOI)).toEqual({
    said: {
      en: `${EXPECTED}, got "${'x'.repeat(100)}…" (30000000 characters)`,
      vi: `cần thời điểm như 2025-10-01T08:00:00+07:00 hoặc 2025-10-01 08:00, nhận được "${'x'.repeat(100)}…" (30000000 characters)`,
    },
  });
});
