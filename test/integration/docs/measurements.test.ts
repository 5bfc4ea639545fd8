import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SERIES, TRAFFIC_ROLL_UP } from '#core/names/series.ts';

const page = readFileSync('docs/measurements.md', 'utf8');
const series = Object.values(SERIES);

test.each(series.map(({ measurement }) => measurement))('%s is described', (measurement) => {
  expect(page).toContain(`\`${measurement}\``);
});

test('every field and every tag of every measurement is named', () => {
  const fields = series.flatMap((one) => Object.keys(one.fields));
  const tags = series.flatMap((one): readonly string[] => one.tags);
  const sums = ['in_octets', 'out_octets', 'in_errors', 'out_errors', 'in_discards', 'out_discards'];
  const rolledUp = Object.keys(TRAFFIC_ROLL_UP).filter((name) => !sums.includes(name));

  expect([...fields, ...rolledUp].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(tags.filter((name) => !page.includes(name))).toEqual([]);
});
