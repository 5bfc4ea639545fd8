import { expect, test } from 'vitest';
import { buildFigures } from '#contracts/statements/statement-figures.ts';
import { StatementFigures } from '#contracts/statements/statement-schema.ts';
import { checkSums } from '#contracts/verification/check-sums.ts';
import { settlementOf, TERMS } from '#test/support/settlement.ts';
import { period, stretch } from '#test/support/sla-input.ts';

const CAMERAS = [
  { down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] },
  { unknown: [stretch('2026-11-09T08:00', '2026-11-10T08:00')] },
  { unknown: [period('2026-11')] },
];

const written = () =>
  JSON.stringify(buildFigures(settlementOf({ terms: { ...TERMS, unknown: 'down' }, cameras: CAMERAS })));

const SUMMED =
  /"(?:goodMs|countedMs|percent|lowPercent|highPercent|knownMs|inServiceMs|up|down|unknown|payable|total|deduction)":"?(\d)/g;

test('finds nothing wrong with figures as they are built', () => {
  expect(checkSums(StatementFigures.parse(JSON.parse(written())))).toEqual([]);
});

test('finds every digit that was changed in what follows from others', () => {
  const text = written();
  const places = [...text.matchAll(SUMMED)].map(({ index, 0: found }) => index + found.length - 1);

  const unseen = places.filter((place) => {
    const other = text[place] === '1' ? '2' : '1';
    const changed = `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
    return checkSums(StatementFigures.parse(JSON.parse(changed))).length === 0;
  });

  expect(places.length).toBeGreaterThan(40);
  expect(unseen.map((place) => text.slice(place - 30, place + 10))).toEqual([]);
});
