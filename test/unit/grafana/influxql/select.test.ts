import { describe, expect, test } from 'vitest';
import { exactlyOneOf, quoteIdentifier, quoteString } from '#core/names/quote-influxql.ts';
import { anyOf, EVERY_INTERVAL, namesOf, select } from '#grafana/influxql/select.ts';

describe('select', () => {
  test('reads a series from its own retention policy, within the range of the panel', () => {
    const { from, field, tag, is, isVariable } = namesOf('fleetDistrict');

    const query = select({
      columns: { down: `mean(${field('down')})` },
      from,
      where: [is('kind', 'camera'), isVariable('district', 'district')],
      groupBy: [EVERY_INTERVAL, tag('district')],
      fill: 'null',
    });

    expect(query).toBe(
      'SELECT mean("down") AS "down" FROM "raw"."fleet_district" ' +
        `WHERE "kind" = 'camera' AND "district" =~ /^\${district:regex}$/ AND $timeFilter ` +
        'GROUP BY time($__interval), "district" fill(null)',
    );
  });

  test('reads roll-ups where it is told to', () => {
    expect(namesOf('traffic', 'rolled-up').from).toBe('"long"."traffic"');
    expect(namesOf('availability').from).toBe('"raw"."device_availability"');
  });

  test('puts the time range into the innermost query only', () => {
    const { from, field, tag } = namesOf('fleetDistrict');
    const last = select({ columns: { down: `last(${field('down')})` }, from, groupBy: [tag('district')] });

    expect(select({ columns: { down: 'sum("down")' }, from: last, orderBy: 'time DESC', limit: 5 })).toBe(
      'SELECT sum("down") AS "down" FROM (SELECT last("down") AS "down" FROM "raw"."fleet_district" ' +
        'WHERE $timeFilter GROUP BY "district") ORDER BY time DESC LIMIT 5',
    );
  });

  test('puts the columns of several queries side by side', () => {
    const { from, field, tag } = namesOf('traffic');
    const peak = (direction: 'in' | 'out') =>
      select({
        columns: { [direction]: `max(${field(`${direction}_bps`)})` },
        from,
        groupBy: [tag('link')],
      });

    expect(
      select({
        columns: { in: 'max("in")', out: 'max("out")' },
        from: [peak('in'), peak('out')],
        groupBy: [tag('link')],
      }),
    ).toBe(
      'SELECT max("in") AS "in", max("out") AS "out" FROM ' +
        '(SELECT max("in_bps") AS "in" FROM "raw"."traffic" WHERE $timeFilter GROUP BY "link"), ' +
        '(SELECT max("out_bps") AS "out" FROM "raw"."traffic" WHERE $timeFilter GROUP BY "link") GROUP BY "link"',
    );
  });

  test('bounds the series it reads, and begins days where a zone does', () => {
    const { from, field, tag } = namesOf('traffic');

    expect(
      select({
        columns: { in: `percentile(${field('in_bps')}, 95)` },
        from,
        groupBy: ['time(1d)', tag('link')],
        mostSeries: 20,
        timeZone: 'Asia/Ho_Chi_Minh',
      }),
    ).toBe(
      'SELECT percentile("in_bps", 95) AS "in" FROM "raw"."traffic" WHERE $timeFilter ' +
        `GROUP BY time(1d), "link" SLIMIT 20 tz('Asia/Ho_Chi_Minh')`,
    );
  });

  test('keeps alternatives together', () => {
    expect(anyOf([`"kind" = 'camera'`, `"kind" = 'nvr'`])).toBe(`("kind" = 'camera' OR "kind" = 'nvr')`);
  });
});

describe('quoting', () => {
  test.each([
    [`D'Água`, `'D\\'Água'`],
    ['back\\slash', `'back\\\\slash'`],
    ['two\nlines', `'two\\nlines'`],
  ])('a string %j', (text, quoted) => expect(quoteString(text)).toBe(quoted));

  test.each([
    ['a "name"', '"a \\"name\\""'],
    ['back\\slash', '"back\\\\slash"'],
  ])('an identifier %j', (text, quoted) => expect(quoteIdentifier(text)).toBe(quoted));

  test('an expression that matches exactly what it was made of', () => {
    expect(exactlyOneOf(['a/b', '7 (x)', 'c.d'])).toBe('/^(a\\/b|7 \\(x\\)|c\\.d)$/');
  });
});
