import { expect, test } from 'vitest';
import { renderHistory, renderSpan } from '#cli/print/render-history.ts';

const plain = (_style: string, text: string) => text;

test('a history without anything says so', () => {
  const text = renderHistory(
    {
      entity: 'link:l1',
      period: { fromMs: 0, toMs: 1_000 },
      before: [],
      changes: [],
      outages: [],
      gaps: [],
      imported: [],
    },
    'UTC',
    plain,
  );

  expect(text).toBe(`link:l1
1970-01-01 00:00:00.000 to 1970-01-01 00:00:01.000, UTC

Changes
  none

Outages
  none

Not watched
  none`);
});

test('an outage that lasts, a correction and a state without a reason', () => {
  const change = { entity: 'device:a', indicator: 'reach', afterMs: 0, recordedMs: 0, author: 'an' } as const;

  const text = renderHistory(
    {
      entity: 'device:a',
      name: 'A',
      period: { fromMs: 0, toMs: 90_000 },
      before: [],
      changes: [
        { ...change, seq: 7, atMs: 0, state: 'up', origin: 'measured' },
        {
          ...change,
          seq: 9,
          atMs: 30_500,
          state: 'down',
          reason: 'timeout',
          origin: 'correction',
          corrects: 8,
        },
      ],
      outages: [
        {
          entity: 'device:a',
          indicator: 'reach',
          fromMs: 30_500,
          afterMs: 0,
          reason: 'timeout',
          evidence: {},
          recordedMs: 31_000,
        },
      ],
      gaps: [{ fromMs: 80_000, toMs: 90_000, reason: 'running' }],
      imported: [
        {
          source: 'zabbix',
          run: 'import:1',
          indicator: 'reach',
          coverage: [{ fromMs: 80_000, toMs: 90_000 }],
          changes: [
            {
              ...change,
              seq: 11,
              atMs: 80_000,
              afterMs: 80_000,
              state: 'down',
              reason: 'reported',
              origin: 'imported',
              evidence: { reported: 'mất điện' },
            },
          ],
        },
      ],
    },
    'Asia/Ho_Chi_Minh',
    plain,
  );

  expect(text).toBe(`device:a  A
1970-01-01 08:00:00.000 to 1970-01-01 08:01:30.000, Asia/Ho_Chi_Minh

Changes
  1970-01-01 08:00:00.000  reach     up       row 7
  1970-01-01 08:00:30.500  reach     down     timeout, last contrary probe 30.5s before, corrects row 8, row 9

Outages
  1970-01-01 08:00:30.500 until now  reach  timeout, began at most 30.5s earlier

Not watched
  1970-01-01 08:01:20.000 to 1970-01-01 08:01:30.000  10s, running

Imported from zabbix: counts only where nothing was measured
  1970-01-01 08:01:20.000 to 1970-01-01 08:01:30.000  reach vouched for
  1970-01-01 08:01:20.000  reach     down     reported, "mất điện", row 11`);
});

test.each([
  [0, '0s'],
  [12_500, '12.5s'],
  [60_000, '1m 00s'],
  [3_600_000, '1h 00m 00s'],
  [90_061_000, '25h 01m 01s'],
])('%d ms is written %s', (spanMs, expected) => {
  expect(renderSpan(spanMs)).toBe(expected);
});
