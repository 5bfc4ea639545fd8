import { expect, test } from 'vitest';
import type { LiveStatus } from '#core/domain/sinks.ts';
import { createFormats } from '#core/language/formats.ts';
import { minutes } from '#core/time/units.ts';
import { renderHtml } from '#portal/web/frame/html.ts';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';
import { renderIndicators } from '#portal/web/panels/indicators-panel.ts';
import { textOf } from '#test/support/page-text.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { sampleView } from '#test/support/sample-view.ts';

const view = sampleView();
const shown = (messages: typeof vi, more: Partial<LiveStatus>) =>
  textOf(
    renderHtml(
      renderIndicators(
        {
          view,
          messages,
          formats: createFormats(messages.language, 'Asia/Ho_Chi_Minh'),
          theme: undefined,
          notice: undefined,
          hasDoor: false,
          ledgerFailure: undefined,
          configurationFailure: undefined,
          stamp: '1',
          path: '/',
        },
        [
          {
            entity: 'device:cam',
            indicator: 'reach',
            state: 'down',
            reason: 'timeout',
            sinceMs: SAMPLE_NOW_MS - minutes(10),
            afterMs: SAMPLE_NOW_MS - minutes(11),
            lastProbeMs: SAMPLE_NOW_MS - minutes(1),
            measurements: { rttAvgMs: 3.9 },
            ...more,
          },
        ],
      ),
    ),
  ).replaceAll('\u00a0', ' ');

test('what the last probe measured stands beside it', () => {
  const text = shown(en, { state: 'up', measuredMs: SAMPLE_NOW_MS - minutes(1) });

  expect(text).toContain('Last probe: 25/11/2026 10:43:30 · average ping 3.9 ms');
  expect(text).not.toContain('Last measured');
});

test.each([
  [en, 'Last measured 25/11/2026 10:33:30, 11 min ago, before the outage: average ping 3.9 ms'],
  [vi, 'Số đo gần nhất lúc 25/11/2026 10:33:30, 11 phút trước, trước khi gián đoạn: ping trung bình 3,9 ms'],
])('what was measured before the outage says when ($language)', (messages, expected) => {
  const text = shown(messages, { measuredMs: SAMPLE_NOW_MS - minutes(11) });

  expect(text).toContain(expected);
  expect(text).not.toMatch(/10:43:30[^:]* · /);
});

test('what an earlier probe measured, and the last did not, says when', () => {
  const text = shown(en, { state: 'degraded', measuredMs: SAMPLE_NOW_MS - minutes(3) });

  expect(text).toContain('Last measured 25/11/2026 10:41:30, 3 min ago: average ping 3.9 ms');
});
