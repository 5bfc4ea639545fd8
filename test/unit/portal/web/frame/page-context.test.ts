import { describe, expect, test } from 'vitest';
import { createFormats } from '#core/language/formats.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import {
  clip,
  describeDuration,
  describeReason,
  linkTo,
  type PageContext,
} from '#portal/web/frame/page-context.ts';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';
import { sampleView } from '#test/support/sample-view.ts';

const context: PageContext = {
  view: sampleView(),
  messages: vi,
  formats: createFormats('vi', 'Asia/Ho_Chi_Minh'),
  theme: undefined,
  notice: undefined,
  hasDoor: false,
  ledgerFailure: undefined,
  configurationFailure: undefined,
  stamp: '1',
  path: '/',
};

describe('describeDuration', () => {
  test.each([
    [minutes(0.5), 'dưới 1 phút'],
    [minutes(59.9), '59 phút'],
    [hours(1), '1 giờ'],
    [hours(25.5), '1 ngày 1 giờ'],
    [days(1_200), '1.200 ngày'],
    [-minutes(5), 'dưới 1 phút'],
  ])('%d ms', (durationMs, expected) => {
    expect(describeDuration(context, durationMs)).toBe(expected);
  });
});

describe('linkTo', () => {
  test.each([
    [context, '/', {}, '/'],
    [context, '/?district=ba-dinh', { language: 'en' }, '/?district=ba-dinh&lang=en'],
    [
      { ...context, messages: en, theme: 'dark' as const },
      '/devices/a%3Fb',
      {},
      '/devices/a%3Fb?lang=en&theme=dark',
    ],
    [{ ...context, messages: en }, '/', { language: 'vi' }, '/?lang=vi'],
  ])('keeps language and theme', (given, path, change, expected) => {
    expect(linkTo(given, path, change)).toBe(expected);
  });
});

test('clip cuts long names and never leaves half a character', () => {
  expect(clip('abc')).toBe('abc');
  expect(clip('abcdef', 4)).toBe('abc…');
  expect(clip('ab😀def', 4).isWellFormed()).toBe(true);
});

test('a reason that this version does not know is shown as it is, and names of Object are no reasons', () => {
  expect(describeReason(context, 'refused')).toBe('từ chối kết nối');
  expect(describeReason(context, 'solar-flare')).toBe('solar-flare');
  expect(describeReason(context, 'constructor')).toBe('constructor');
});
