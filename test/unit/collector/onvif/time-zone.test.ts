import { expect, test } from 'vitest';
import { parseZoneOffsetMs } from '#collector/onvif/time-zone.ts';

const hours = (count: number) => count * 3_600_000;

test.each([
  ['CST-8', false, 8],
  ['CST-8:00:00', false, 8],
  ['<+07>-7', false, 7],
  ['ICT-07:00', false, 7],
  ['IST-5:30', false, 5.5],
  ['GMT+03:00', false, -3],
  ['UTC0', false, 0],
  ['UTC', false, 0],
  ['Z', false, 0],
  ['MoroccoStandardTime0', true, 0],
  ['EST5EDT,M3.2.0,M11.1.0', false, -5],
  ['EST5EDT,M3.2.0,M11.1.0', true, -4],
  ['CET-1CEST', true, 2],
  ['LHST-10:30LHDT-11,M10.1.0,M4.1.0', true, 11],
  ['CST-8', true, 8],
])('the zone %s with summer time %s is %s hours ahead of UTC', (zone, isSummer, ahead) => {
  expect(parseZoneOffsetMs(zone, isSummer)).toBe(hours(ahead));
});

test.each([
  '',
  'CST',
  'Asia/Ho_Chi_Minh',
  'CST-99',
  'CST-8:99',
  'A-8',
  '-8',
  'CST-8 ',
  `${'A'.repeat(50_000)}-8`,
])('the zone %j is none', (zone) => {
  expect(parseZoneOffsetMs(zone, false)).toBeUndefined();
});
