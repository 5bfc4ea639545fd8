import { expect, test } from 'vitest';
import { buildFees, sumFees } from '#contracts/money/fees.ts';
import { rational } from '#contracts/sla/rational.ts';
import type { Entity } from '#core/domain/state.ts';
import { ALWAYS, period, stretch, ZONE } from '#test/support/sla-input.ts';

const AGREED = {
  byKind: { camera: 300_000n, link: 900_000n },
  byEntity: new Map([['device:ptz', 700_000n]]),
};
const kindOf = (entity: Entity) =>
  entity.startsWith('link:') ? 'link' : entity === 'device:nvr' ? 'nvr' : 'camera';

const feesOf = (text: string, entities: readonly Entity[], underContract = ALWAYS, fees = AGREED) =>
  buildFees({
    terms: { fees, timeZone: ZONE },
    period: period(text),
    kindOf,
    entities: entities.map((entity) => ({ entity, underContract })),
  });

test('a device has its own fee, else that of its kind, else none', () => {
  const { byEntity, ofContract } = feesOf('2026-11', ['device:cam', 'device:ptz', 'device:nvr', 'link:a']);

  expect([...byEntity].map(([entity, { vnd }]) => [entity, vnd.numerator])).toEqual([
    ['device:cam', 300_000n],
    ['device:ptz', 700_000n],
    ['link:a', 900_000n],
  ]);
  expect(ofContract?.arithmetic).toBe('1 × 300000 + 1 × 700000 + 1 × 900000 = 1900000');
});

test('a quarter costs three months, of each the share under contract', () => {
  const underContract = [stretch('2026-10-01T00:00', '2026-11-16T00:00')];

  const fee = feesOf('2026-Q4', ['device:cam'], underContract).byEntity.get('device:cam');

  expect(fee).toEqual({
    vnd: rational(450_000n),
    arithmetic: '300000 a month × (1 of 2026-10 + 1/2 of 2026-11 + 0 of 2026-12) = 450000',
  });
});

test('days cost their share of the whole month', () => {
  expect(feesOf('2026-10-01..2026-10-10', ['device:cam']).ofContract).toEqual({
    vnd: rational(3_000_000n, 31n),
    arithmetic: '1 × 3000000/31 = 96774.1935…',
  });
});

test('the fee of a contract goes before the sum, for the time in which it is in force', () => {
  const terms = { fees: { ...AGREED, contract: 600_000n }, timeZone: ZONE };
  const entities = [{ entity: 'device:cam' as const, underContract: ALWAYS }];
  const given = { terms, period: period('2026-11'), kindOf, entities };
  const inForce = [stretch('2026-11-01T00:00', '2026-11-11T00:00')];

  expect(buildFees(given).ofContract?.vnd).toEqual(rational(600_000n));
  expect(buildFees({ ...given, inForce }).ofContract?.vnd).toEqual(rational(200_000n));
});

test('without any fee there is none of the contract', () => {
  expect(feesOf('2026-11', ['device:nvr']).ofContract).toBeUndefined();
});

test('so many different fees that nobody reads them are only added up', () => {
  const fees = Array.from({ length: 13 }, (_, index) => ({ vnd: rational(BigInt(index)), arithmetic: '' }));

  expect(sumFees(fees)?.arithmetic).toBe('sum of 13 fees = 78');
  expect(sumFees(fees.slice(0, 2))?.arithmetic).toBe('1 × 0 + 1 × 1 = 1');
});
