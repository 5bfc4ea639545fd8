import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEVICE_KINDS, type DeviceKind, STAGES } from '#core/domain/inventory.ts';
import type { FiguresScope } from '#reports/figures/document/figures-header.ts';
import type { Movement, MovementFigures } from '#reports/figures/document/inventory-figures.ts';
import { placeDevices } from '#reports/figures/document/placed-devices.ts';
import { buildCounts } from '#reports/figures/inventory/build-counts.ts';
import { buildMovement } from '#reports/figures/inventory/build-movement.ts';
import { figuresInventory, type GivenDevice } from '../../../../support/figures-inventory.ts';

const AGENCIES = ['a', 'b', 'c'];
const anInstant = fc.integer({ min: 0, max: 60 });
const ascending = <Value>(given: fc.Arbitrary<Value>, maxLength: number) =>
  fc.uniqueArray(anInstant, { maxLength }).chain((instants) =>
    fc.array(given, { minLength: instants.length, maxLength: instants.length }).map((values) =>
      instants
        .sort((x, y) => x - y)
        .flatMap((atMs, place): [number, Value][] => {
          const value = values[place];
          return value === undefined ? [] : [[atMs, value]];
        }),
    ),
  );

const anEntry = fc.record(
  {
    kind: fc.constantFrom<DeviceKind>('camera', 'camera', 'nvr'),
    agency: fc.constantFrom(...AGENCIES),
    cameraClass: fc.constantFrom<'fixed' | 'ptz'>('fixed', 'ptz'),
  },
  { requiredKeys: ['kind'] },
);
/** Now and then it is off the list. */
const aTurn = fc.oneof(
  { weight: 6, arbitrary: anEntry },
  { weight: 1, arbitrary: fc.constant('off' as const) },
);
const aDevice = fc.record({
  steps: ascending(fc.constantFrom(...STAGES), 5),
  first: anEntry,
  turns: ascending(aTurn, 4),
});
const devices = fc.array(aDevice, { maxLength: 12 }).map((list) =>
  list.map(
    ({ steps, first, turns }, place): GivenDevice => ({
      id: `cam-${place}`,
      steps: steps.map(([atMs, stage]) => [stage, atMs]),
      turns: [
        [-1, first],
        ...turns.map(([atMs, turn]) => [atMs, turn === 'off' ? undefined : turn] as const),
      ],
    }),
  ),
);
const instants = fc.tuple(anInstant, anInstant, anInstant).map((three) => three.sort((x, y) => x - y));

const CITY: FiguresScope = { kind: 'city' };
const windowOf = (fromMs: number, toMs: number) => ({
  fromMs,
  toMs,
  firstDate: '2025-01-01',
  lastDate: '2025-12-31',
  days: 1,
  length: 'year' as const,
});

const movementOf = (
  given: readonly GivenDevice[],
  fromMs: number,
  toMs: number,
  scope: FiguresScope = CITY,
) =>
  buildMovement({ inventory: figuresInventory({ devices: given }), window: windowOf(fromMs, toMs), scope });

/** Every line of the table, the city's last. */
const lines = ({ agency, city }: MovementFigures): Map<string, Movement> =>
  new Map(
    [...agency, { id: 'city', kinds: city }].flatMap(({ id, kinds }) =>
      DEVICE_KINDS.flatMap((kind) => {
        const counts = kinds[kind];
        return counts ? [[`${id} ${kind}`, counts] as const] : [];
      }),
    ),
  );

const isOfAgency = ([name]: readonly [string, Movement]) => !name.startsWith('city ');
const sum = (counts: Iterable<Movement>, column: keyof Movement) =>
  [...counts].reduce((total, one) => total + one[column], 0);

test('every line of the table adds up, and so does the city, in which what goes over is counted once', () => {
  fc.assert(
    fc.property(devices, instants, (given, [fromMs, , toMs]) => {
      const movement = movementOf(given, fromMs ?? 0, toMs ?? 0);

      const all = lines(movement);
      for (const { opening, installed, received, handedOver, scrapped, closing } of all.values())
        expect(opening + installed + received - handedOver - scrapped).toBe(closing);
      const ofAgencies = [...all].filter(isOfAgency).map(([, counts]) => counts);
      const ofCity = [...all].filter((line) => !isOfAgency(line)).map(([, counts]) => counts);
      for (const column of ['opening', 'installed', 'scrapped', 'closing'] as const)
        expect(sum(ofCity, column)).toBe(sum(ofAgencies, column));
      const transfers = Object.values(movement.transfers).reduce((total, count) => total + count, 0);
      expect([sum(ofAgencies, 'received'), sum(ofAgencies, 'handedOver')]).toEqual([transfers, transfers]);
      expect([sum(ofCity, 'received'), sum(ofCity, 'handedOver')]).toEqual([0, 0]);
    }),
  );
});

test('the opening of a window is the closing of the one before, and what came and went adds up', () => {
  fc.assert(
    fc.property(devices, instants, (given, [fromMs = 0, betweenMs = 0, toMs = 0]) => {
      const [first, second, whole] = [
        lines(movementOf(given, fromMs, betweenMs)),
        lines(movementOf(given, betweenMs, toMs)),
        lines(movementOf(given, fromMs, toMs)),
      ];

      for (const name of new Set([...first.keys(), ...second.keys(), ...whole.keys()])) {
        const valueIn = (table: Map<string, Movement>, column: keyof Movement) =>
          table.get(name)?.[column] ?? 0;
        expect(valueIn(second, 'opening')).toBe(valueIn(first, 'closing'));
        expect(valueIn(whole, 'opening')).toBe(valueIn(first, 'opening'));
        expect(valueIn(whole, 'closing')).toBe(valueIn(second, 'closing'));
        for (const column of ['installed', 'received', 'handedOver', 'scrapped'] as const)
          expect(valueIn(whole, column)).toBe(valueIn(first, column) + valueIn(second, column));
      }
    }),
  );
});

test('the closing is what is counted at the end, by agency and kind', () => {
  fc.assert(
    fc.property(devices, instants, (given, [fromMs = 0, , toMs = 0]) => {
      const inventory = figuresInventory({ devices: given });
      const window = windowOf(fromMs, toMs);
      const counts = buildCounts({ inventory, window }, placeDevices(inventory, CITY, toMs - 1));

      const closing = [...lines(movementOf(given, fromMs, toMs))]
        .filter((line) => isOfAgency(line) && line[1].closing > 0)
        .map(([name, movement]) => [name, movement.closing]);

      const counted = counts.agency.flatMap(({ id, kinds }) =>
        DEVICE_KINDS.flatMap((kind) => (kinds[kind] ? [[`${id} ${kind}`, kinds[kind]]] : [])),
      );
      expect(closing).toEqual(counted);
    }),
  );
});

test('the order of devices does not matter', () => {
  fc.assert(
    fc.property(devices, instants, fc.nat(), (given, [fromMs = 0, , toMs = 0], turn) => {
      const place = given.length === 0 ? 0 : turn % given.length;
      const shuffled = [...given.slice(place), ...given.slice(0, place).reverse()];

      expect(movementOf(shuffled, fromMs, toMs)).toEqual(movementOf(given, fromMs, toMs));
    }),
  );
});

test('the report of one agency has its line of the table of the city', () => {
  fc.assert(
    fc.property(
      devices,
      instants,
      fc.constantFrom(...AGENCIES),
      (given, [fromMs = 0, , toMs = 0], agency) => {
        const own = movementOf(given, fromMs, toMs, { kind: 'agency', agency });

        const line = movementOf(given, fromMs, toMs).agency.find(({ id }) => id === agency);
        expect(own.city).toEqual(line?.kinds ?? {});
        expect(own.agency).toEqual(line ? [line] : []);
      },
    ),
  );
});
