import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanString, cleanTag, renderLine, renderSeriesKey } from '#collector/influx/lines/line-protocol.ts';
import { hostileText, slug } from '#test/support/hostile-text.ts';
import { parseLine } from '#test/support/parse-line.ts';

const tags = fc.record({
  device: hostileText,
  kind: hostileText,
  agency: fc.option(hostileText, { nil: undefined }),
  district: hostileText,
  area: hostileText,
});
const fields = fc.record(
  {
    up: fc.constantFrom(0, 1),
    probes: fc.maxSafeNat(),
    connectMs: fc.double({ noDefaultInfinity: true, noNaN: true }),
    reason: hostileText,
  },
  { requiredKeys: ['up'] },
);
const instant = fc.integer({ min: -1e15, max: 1e15 });

test('what is read back is what was written, whatever the names are', () => {
  fc.assert(
    fc.property(tags, fields, instant, (givenTags, givenFields, atMs) => {
      const line = renderLine(renderSeriesKey('service', givenTags), givenFields, atMs) ?? '';

      expect(parseLine(line)).toEqual({
        measurement: 'service',
        tags: Object.fromEntries(Object.entries(givenTags).map(([name, value]) => [name, cleanTag(value)])),
        fields: {
          up: givenFields.up,
          ...(givenFields.probes !== undefined && { probes: givenFields.probes }),
          ...(givenFields.connectMs !== undefined && { connect_ms: givenFields.connectMs + 0 }),
          ...(givenFields.reason !== undefined && { reason: cleanString(givenFields.reason) }),
        },
        atMs,
      });
    }),
  );
});

test('a slug is written as it is', () => {
  fc.assert(
    fc.property(slug, (text) => {
      expect(renderSeriesKey('collector', { collector: text }).text).toBe(`collector,collector=${text}`);
    }),
  );
});

test('a line is one line', () => {
  fc.assert(
    fc.property(tags, fields, instant, (givenTags, givenFields, atMs) => {
      expect(renderLine(renderSeriesKey('service', givenTags), givenFields, atMs)).not.toMatch(/[\r\n]/);
    }),
  );
});
