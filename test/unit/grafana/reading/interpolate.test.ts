import { describe, expect, test } from 'vitest';
import { interpolate, type Variable } from '#grafana/reading/interpolate.ts';

const single = (value: string): Variable => ({ name: 'district', value });
const several = (...value: string[]): Variable => ({ name: 'district', value });
const textOf = (text: string, variable: Variable) => interpolate(text, [variable]).text;

describe('interpolate, as Grafana does it', () => {
  test.each(['$district', '${district}', '[[district]]'])('knows %s', (reference) => {
    expect(textOf(`x ${reference} y`, single('dong-da'))).toBe('x dong-da y');
  });

  test.each([
    ['${district:regex}', several('a.b', 'c/d'), '(a\\.b|c\\/d)'],
    ['${district:regex}', single('7 (x)'), '7 \\(x\\)'],
    ['${district:pipe}', several('a', 'b'), 'a|b'],
    ['${district:csv}', several('a', 'b'), 'a,b'],
    ['${district:raw}', several('a', 'b'), 'a,b'],
    ['${district:text}', several('a', 'b'), 'a + b'],
    ['${district:singlequote}', several(`D'A`, 'b'), `'D\\'A','b'`],
    ['${district:doublequote}', several('a', 'b'), '"a","b"'],
    ['[[district:regex]]', single('a+b'), 'a\\+b'],
  ] as const)('%s of %j', (text, variable, expected) => {
    expect(textOf(text, variable)).toBe(expected);
  });

  test('escapes a single value without a format in a regular expression only, and what begins with a digit nowhere', () => {
    expect(textOf('"d" =~ /^$district$/', single('a.b'))).toBe('"d" =~ /^a\\.b$/');
    expect(textOf(`"d" = '$district'`, single(`D'A.b`))).toBe(`"d" = 'D'A.b'`);
    expect(textOf('"d" =~ /^$district$/', single('7 (x)'))).toBe('"d" =~ /^7 (x)$/');
  });

  test('escapes several values everywhere', () => {
    expect(textOf(`'$district'`, several('a.b', 'c'))).toBe(`'(a\\.b|c)'`);
  });

  test('puts the value for all in as it is', () => {
    expect(textOf('/^$district$/', { ...single('$__all'), allValue: '.*' })).toBe('/^.*$/');
  });

  test('tells what nothing knows, and leaves what others replace', () => {
    expect(
      interpolate('$agency ${district:bogus} $timeFilter time($__interval) $tag_x $1', [single('a')]),
    ).toEqual({
      text: '$agency ${district:bogus} $timeFilter time($__interval) $tag_x $1',
      unresolved: ['agency', 'district:bogus'],
    });
  });
});
