import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvTableFormat } from '#config/files/csv-table-format.ts';
import { readCsvTable } from '#config/files/read-csv-table.ts';
import {
  renderDevicesCsv,
  renderHandoversCsv,
  renderLinksCsv,
  renderSitesCsv,
} from '#config/inventory/csv-tables.ts';
import { deviceTable } from '#config/inventory/device-table.ts';
import { HANDOVER_TABLE } from '#config/inventory/handover-table.ts';
import { LINK_TABLE } from '#config/inventory/link-table.ts';
import { SITE_TABLE } from '#config/inventory/site-table.ts';
import {
  DEVICE_KINDS,
  MEDIA,
  MOST_WATCHERS,
  PURPOSES,
  SECRECIES,
  SITE_KINDS,
} from '#core/domain/inventory.ts';
import { createZone } from '#core/time/zone.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const zone = createZone(TIME_ZONE);

const slug = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/).filter((id) => id !== 'undetermined');
/** Anything that a cell of a spreadsheet holds: quotes, delimiters, Vietnamese; trimmed and composed, as reading does. */
const text = fc
  .string({ unit: fc.constantFrom(...'aĐếữ ,;"|=#x') })
  .map((value) => value.trim().normalize('NFC'))
  .filter((value) => value !== '');
const listed = text.map((value) => value.replaceAll(/[|]/g, '/').trim());
const atMs = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) });
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

describe('rendered CSV files', () => {
  test('give the same sites when they are read', async () => {
    const site = fc.record({
      id: slug,
      name: text,
      area: slug,
      kind: fc.constantFrom(...SITE_KINDS),
      purpose: fc.constantFrom(...PURPOSES),
      secrecy: fc.constantFrom(...SECRECIES),
      address: optional(text),
      point: optional(
        fc.tuple(
          fc.double({ min: -180, max: 180, noNaN: true }),
          fc.double({ min: -90, max: 90, noNaN: true }),
        ),
      ),
      cabinet: optional(text),
      dutyContact: optional(slug),
      zone: optional(slug),
      watchers: optional(fc.integer({ min: 1, max: MOST_WATCHERS })),
    });

    await holds(site, SITE_TABLE, renderSitesCsv, ({ point, ...rest }) => ({
      ...rest,
      // There is no minus zero on a map.
      ...(point && { longitude: point[0] + 0, latitude: point[1] + 0 }),
    }));
  });

  test('give the same devices when they are read', async () => {
    const member = fc
      .tuple(fc.constantFrom('device' as const, 'link' as const), slug)
      .map(([kind, id]) => `${kind}:${id}` as const);
    const device = fc.record({
      id: slug,
      name: text,
      kind: fc.constantFrom(...DEVICE_KINDS),
      site: slug,
      profile: slug,
      maker: optional(text),
      model: optional(text),
      serial: optional(text),
      directionDegrees: optional(fc.integer({ min: 0, max: 3600 }).map((tenths) => tenths / 10)),
      agency: optional(slug),
      contractor: optional(slug),
      programme: optional(slug),
      contracts: fc.uniqueArray(slug, { maxLength: 3 }),
      funding: optional(text),
      lifecycle: fc
        .tuple(
          fc.uniqueArray(atMs, { maxLength: 10 }),
          fc.array(optional(listed), { minLength: 10, maxLength: 10 }),
        )
        .map(lifecycleFrom),
      certificate: optional(fc.record({ number: text, validToMs: atMs })),
      securityLevel: optional(fc.integer({ min: 1, max: 5 })),
      upstreams: fc.array(fc.array(member, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      address: optional(fc.ipV4()),
      port: fc.integer({ min: 1, max: 65_535 }),
      channelOf: optional(fc.record({ recorder: slug, channel: fc.integer({ min: 0, max: 9_999 }) })),
      interfaces: fc.array(listed, { maxLength: 3 }),
      credentials: optional(fc.constantFrom('env:CAM', 'file:/run/a b', 'credential:cam')),
      minFirmware: optional(text),
      attachedTo: optional(fc.record({ device: slug, name: text })),
    });

    await holds(
      device,
      deviceTable(zone),
      (devices) => renderDevicesCsv(devices, TIME_ZONE),
      ({ port, ...rest }) => ({
        ...rest,
        ...(rest.kind === 'camera' && { cameraClass: 'ptz' as const }),
        ...(rest.address !== undefined && { port }),
      }),
    );
  });

  test('give the same links when they are read', async () => {
    const link = fc.record({
      id: slug,
      name: text,
      near: fc.oneof(
        fc.constant('core' as const),
        slug.map((id) => `device:${id}` as const),
      ),
      far: fc
        .tuple(fc.constantFrom('device' as const, 'site' as const), slug)
        .map(([kind, id]) => `${kind}:${id}` as const),
      medium: fc.constantFrom(...MEDIA),
      carrier: optional(slug),
      circuit: optional(text),
      hotline: optional(text),
      capacityBitsPerSecond: optional(fc.integer({ min: 1, max: 1e9 }).map((kilobits) => kilobits * 1_000)),
      contracts: fc.uniqueArray(slug, { maxLength: 3 }),
      interface: optional(fc.record({ device: slug, name: text })),
    });

    await holds(link, LINK_TABLE, renderLinksCsv, (made) => made);
  });

  test('give the same hand-overs when they are read', async () => {
    const handover = fc
      .record({
        atMs,
        id: slug,
        kind: fc.constantFrom('device' as const, 'contract' as const),
        field: fc.constantFrom('agency' as const, 'contractor' as const),
        from: optional(slug),
        to: optional(slug),
        document: optional(text),
      })
      .filter(({ from, to }) => from !== to);

    await holds(
      handover,
      HANDOVER_TABLE,
      (handovers) => renderHandoversCsv(handovers, TIME_ZONE),
      (made) => made,
    );
  });
});

/** Reading what was rendered gives what was rendered; absent fields are absent, not undefined. */
async function holds<Made extends { readonly id: string }, Item extends object>(
  arbitrary: fc.Arbitrary<Made>,
  format: CsvTableFormat<Item>,
  render: (items: readonly Item[]) => string,
  complete: (made: Made) => object,
): Promise<void> {
  const many = fc.uniqueArray(arbitrary, { selector: ({ id }) => id, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(many, async (made) => {
      const items = made.map((each) => JSON.parse(JSON.stringify(complete(each))) as Item);

      const { table, problems } = await readCsvTable({ ...format, file: 'x.csv', text: render(items), zone });

      expect(problems).toEqual([]);
      expect(table.items).toStrictEqual(items);
    }),
    { numRuns: 200 },
  );
}

/** A life in the order of its stages, with as many pauses as there are instants left. */
function lifecycleFrom([instants, documents]: [number[], (string | undefined)[]]) {
  const stages = [
    'requested',
    'approved',
    'installed',
    'accepted',
    'in-service',
    'paused',
    'resumed',
    'paused',
    'resumed',
    'retired',
  ];
  return instants
    .toSorted((a, b) => a - b)
    .map((atMs, index) => ({ stage: stages[index], atMs, document: documents[index] }));
}
