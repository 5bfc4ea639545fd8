import { expect, test } from 'vitest';
import { createFormats } from '#core/language/formats.ts';
import { describeEvidence } from '#portal/web/frame/evidence-words.ts';
import type { PageContext } from '#portal/web/frame/page-context.ts';
import { en } from '#portal/web/messages/en.ts';
import { measuredFleet, WITNESSED_OUTAGE } from '#test/support/sample-learnt.ts';
import { sampleView } from '#test/support/sample-view.ts';

const context: PageContext = {
  view: sampleView(undefined, measuredFleet()),
  messages: en,
  formats: createFormats('en', 'Asia/Ho_Chi_Minh'),
  theme: undefined,
  notice: undefined,
  hasDoor: false,
  ledgerFailure: undefined,
  configurationFailure: undefined,
  stamp: '1',
  path: '/',
};
const words = (
  evidence: (typeof WITNESSED_OUTAGE)['evidence'],
  more: Partial<typeof WITNESSED_OUTAGE> = {},
) => describeEvidence(context, { evidence, ...more }).replaceAll('\u00a0', ' ');

test('says what the port, its power and the recorder know, and when that was seen', () => {
  expect(words(WITNESSED_OUTAGE.evidence, WITNESSED_OUTAGE)).toBe(
    [
      '3 probes in a row',
      'port ge-0/0/3 (Tủ mạng Ba Đình) still has a link, still gives PoE power (6.4 W) (seen 25/11/2026 07:44:35)',
      'port ge-0/0/3 (Tủ mạng Ba Đình) received 4.1 Mbit/s from it (seen 25/11/2026 07:43:55, before the outage)',
      'the recorder still has a picture of this channel (seen 25/11/2026 07:44:38)',
    ].join('; '),
  );
});

test('what was seen at the first failed probe is of the outage, and a millisecond before it is not', () => {
  const at = (witnessAgeMs: number) =>
    words({ portOper: 'up', witnessAgeMs }, { fromMs: 1_000_000, recordedMs: 1_010_000 });

  expect(at(10_000)).toBe('its port at the switch still has a link (seen 01/01/1970 08:16:40)');
  expect(at(10_001)).toBe('its port at the switch had a link (seen 01/01/1970 08:16:39, before the outage)');
});

test.each([
  [{}, ''],
  [{ probes: 1 }, '1 probe in a row'],
  [{ portOper: 'down' }, 'its port at the switch has no link'],
  [
    { portOper: 'dormant', poeDelivering: false },
    'its port at the switch says “dormant”, gives no PoE power',
  ],
  [{ portBitsPerSecond: 0 }, 'its port at the switch receives nothing from it'],
  [{ channelVideo: 'lost' }, 'the recorder has lost the picture too'],
  [{ inferred: true, silent: 14, witnesses: ['cam-1'] }, 'none of the 14 devices behind it answers'],
  [{ channelVideo: '<script>' }, ''],
  [
    { pingFiltered: true, answeredBy: 'service', answeredMs: 1_000_000 },
    'pings are filtered: its service answered at 01/01/1970 08:16:40',
  ],
  [
    { pingFiltered: true, answeredBy: '<script>', answeredMs: 1_000_000 },
    'pings are filtered: another check answered at 01/01/1970 08:16:40',
  ],
])('%j: %s', (evidence, text) => {
  expect(words(evidence)).toBe(text);
});

test('does not name a switch that is withheld', () => {
  expect(words({ port: 'nvr-bi-mat#eth0', portOper: 'up' })).toBe('its port at the switch still has a link');
});
