import type { Contract, Device, Link, Site } from '#core/domain/inventory.ts';
import type { Versions } from '#core/time/versions.ts';
import type { InventoryHistory } from '#ledger/history/history.ts';

/** An inventory that has always been so, as it is read from the ledger. */
export function steadyHistory(given: {
  readonly devices?: readonly Device[];
  readonly links?: readonly Link[];
  readonly sites?: readonly Site[];
  readonly contracts?: readonly Contract[];
  readonly areas?: readonly string[];
  readonly agencies?: readonly string[];
  readonly contractors?: readonly string[];
}): InventoryHistory {
  return {
    agencies: always((given.agencies ?? []).map((id) => ({ id, name: id, kind: 'ward', successors: [] }))),
    contractors: always(
      (given.contractors ?? []).map((id) => ({ id, name: id, kind: 'maintenance', successors: [] })),
    ),
    contracts: always(given.contracts ?? []),
    calendars: new Map(),
    programmes: new Map(),
    districts: new Map(),
    areas: always(
      (given.areas ?? []).map((id) => ({
        id,
        code: id,
        listVersion: '2025-07-01',
        name: id,
        nameEn: id,
        kind: 'phuong',
        district: 'd',
        longitude: 0,
        latitude: 0,
        successors: [],
      })),
    ),
    sites: always(given.sites ?? []),
    devices: always(given.devices ?? []),
    links: always(given.links ?? []),
  };
}

/** The same before and after an instant, and another from then on. */
export const turned = <Value>(before: Value, atMs: number, after: Value): Versions<Value> => [
  { fromMs: Number.NEGATIVE_INFINITY, toMs: atMs, value: before, seq: 1, sinceMs: 0 },
  { fromMs: atMs, toMs: Number.POSITIVE_INFINITY, value: after, seq: 2, sinceMs: atMs },
];

function always<Value extends { readonly id: string }>(
  values: readonly Value[],
): ReadonlyMap<string, Versions<Value>> {
  return new Map(
    values.map((value) => [
      value.id,
      [
        {
          fromMs: Number.NEGATIVE_INFINITY,
          toMs: Number.POSITIVE_INFINITY,
          value,
          seq: 1,
          sinceMs: 0,
        },
      ],
    ]),
  );
}
