import { expect, test } from 'vitest';
import { en } from '#portal/messages/en.ts';
import { createFormats } from '#portal/server/formats.ts';
import { describeEvidence } from '#portal/server/page/evidence-words.ts';
import type { PageContext } from '#portal/server/page/page-context.ts';
import { measuredFleet, WITNESSED_OUTAGE } from '#test/support/sample-learnt.ts';
import { sampleView } from '#test/support/sample-view.ts';

const context: PageContext = {
  view: sampleView(undefined, measuredFleet()),
  messages: en,
  formats: createFormats('en', 'Asia/Ho_Chi_Minh'),
  theme: undefined,
  notice: undefined,
  ledgerFailure: undefined,
  configurationFailure: undefined,
  path: '/',
};
const words = (evidence: (typeof WITNESSED_OUTAGE)['evidence']) =>
  describeEvidence(context, { evidence }).replaceAll('\u00a0', ' ');

test('says what the port, its power and the recorder know', () => {
  expect(words(WITNESSED_OUTAGE.evidence)).toBe(
    '3 probes in a row; port ge-0/0/3 (Tủ mạng Ba Đình) still has a link, receives 4.1 Mbit/s from it, still gives PoE power (6.4 W); the recorder still has a picture of this channel',
  );
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
])('%j: %s', (evidence, text) => {
  expect(words(evidence)).toBe(text);
});

test('does not name a switch that is withheld', () => {
  expect(words({ port: 'nvr-bi-mat#eth0', portOper: 'up' })).toBe('its port at the switch still has a link');
});
