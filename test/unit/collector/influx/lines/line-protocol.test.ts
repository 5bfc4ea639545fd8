import { describe, expect, test } from 'vitest';
import { renderLine, renderSeriesKey } from '#collector/influx/lines/line-protocol.ts';

const tags = { device: 'cam-1', kind: 'camera', agency: 'ca-tp', district: 'ba-dinh', area: 'ngoc-ha' };
const key = renderSeriesKey('service', tags);

describe('renderSeriesKey', () => {
  test('sorts the tags, which saves InfluxDB from doing it', () => {
    expect(key.text).toBe('service,agency=ca-tp,area=ngoc-ha,device=cam-1,district=ba-dinh,kind=camera');
  });

  test.each([
    ['a space', 'cam 1', 'cam\\ 1'],
    ['a comma', 'cam,1', 'cam\\,1'],
    ['an equals sign', 'cam=1', 'cam\\=1'],
    ['quotes', '"cam"', '"cam"'],
    ['Vietnamese', 'cổng-số-2', 'cổng-số-2'],
    ['nothing', undefined, 'none'],
    ['an empty text', '', 'none'],
    ['a backslash, which InfluxDB reads differently by position', 'cam\\', 'cam/'],
    ['a line break, which would start another point', 'cam\nreach x=1 1', 'cam_reach\\ x\\=1\\ 1'],
    ['half a surrogate pair', 'cam\ud83d', 'cam\ufffd'],
  ])('writes a tag value with %s', (_name, device, expected) => {
    expect(renderSeriesKey('service', { ...tags, device }).text).toContain(`,device=${expected},`);
  });

  test('cuts a tag value at 256 characters and never through a character', () => {
    const { text } = renderSeriesKey('collector', { collector: `${'a'.repeat(255)}📷` });

    expect(text).toBe(`collector,collector=${'a'.repeat(255)}`);
  });
});

describe('renderLine', () => {
  test('writes integers with i, floats as they are and strings in quotes, with a time in milliseconds', () => {
    expect(renderLine(key, { up: 0, probes: 1, connectMs: 1.25, reason: 'refused' }, 1_764_000_000_123)).toBe(
      `${key.text} up=0i,probes=1i,connect_ms=1.25,reason="refused" 1764000000123`,
    );
  });

  test('escapes quotes and backslashes in strings and keeps them on one line', () => {
    expect(renderLine(key, { reason: 'a "b" \\ c\nd' }, 1)).toBe(`${key.text} reason="a \\"b\\" \\\\ c d" 1`);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])('leaves out the integer %d', (up) => {
    expect(renderLine(key, { up, probes: 1 }, 1)).toBe(`${key.text} probes=1i 1`);
  });

  test('has no line for a point without a field that InfluxDB could hold', () => {
    expect(renderLine(key, { connectMs: Number.NaN, reason: undefined }, 1)).toBeUndefined();
  });

  test('has no line for an instant that is no integer', () => {
    expect(renderLine(key, { up: 1 }, 0.5)).toBeUndefined();
  });
});
