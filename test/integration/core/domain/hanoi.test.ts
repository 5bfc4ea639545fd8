import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTerms } from '#config/contract-terms/read-terms.ts';
import { inventoryAt } from '#core/domain/ownership.ts';
import { renderCity } from '#simulator/city/render-city.ts';
import { generateHanoi, HANOI, HANOI_DIR, HANOI_NOW_MS, HANOI_TIME_ZONE } from '../../../support/hanoi.ts';

const { inventory, settings, findings } = HANOI;

describe('config/hanoi', () => {
  test('loads without a problem; its only findings are owners left open, what contracts count and nobody measures, what is not watched, and that it sends no mail', () => {
    expect(findings.map(({ code }) => code).sort()).toEqual([
      'INDICATOR_NOT_MEASURED',
      'INDICATOR_NOT_MEASURED',
      'NOT_WATCHED',
      'NOT_WATCHED',
      'NO_MAIL_SERVER',
      'OWNER_UNDETERMINED',
      'OWNER_UNDETERMINED',
    ]);
  });

  test('names the two devices of which nothing is measured, one that is not installed yet and one that is paused', () => {
    const unwatched = findings.filter(({ code }) => code === 'NOT_WATCHED');

    expect(unwatched.map(({ message }) => message).sort()).toEqual([
      'cam-chuyen-my-003: nothing of it is measured: it is paused since 2026-08-17',
      'cam-kim-lien-008: nothing of it is measured: it is approved since 2026-10-01, and not installed yet',
    ]);
  });

  test('holds 51 phường and 75 xã in 30 former districts, all of one list', () => {
    const areas = [...inventory.areas.values()];

    expect(areas.filter(({ kind }) => kind === 'phuong')).toHaveLength(51);
    expect(areas.filter(({ kind }) => kind === 'xa')).toHaveLength(75);
    expect(Object.groupBy(inventory.districts.values(), ({ kind }) => kind)).toMatchObject({
      quan: { length: 12 },
      huyen: { length: 17 },
      thi_xa: { length: 1 },
    });
    expect(new Set(areas.map(({ listVersion }) => listVersion))).toEqual(new Set(['2025-07-01']));
    expect(new Set(areas.map(({ code }) => code)).size).toBe(126);
    expect(new Set(areas.map(({ district }) => district)).size).toBe(30);
  });

  test('gives codes the meaning they have since July 2025', () => {
    const nameOf = new Map(inventory.areas.values().map(({ code, name }) => [code, name]));

    expect(nameOf.get('00004')).toBe('Phường Ba Đình');
    expect(nameOf.get('00025')).toBe('Phường Giảng Võ');
    expect(nameOf.get('00175')).toBe('Phường Yên Hòa');
    expect(nameOf.get('00226')).toBe('Phường Văn Miếu - Quốc Tử Giám');
  });

  test('writes every name in composed Unicode', async () => {
    for (const name of ['areas.yaml', 'agencies.yaml', 'programmes.yaml', 'devices.csv', 'sites.csv']) {
      const text = await readFile(join(HANOI_DIR, name), 'utf8');

      expect(text).toBe(text.normalize('NFC'));
    }
  });

  test('names the successors of every party that ended, each of them in being on that day', () => {
    const ended = [...inventory.agencies.values()].filter(({ validToMs }) => validToMs !== undefined);

    expect(ended).toHaveLength(32);
    for (const { successors, validToMs = 0 } of ended) {
      expect(successors.length).toBeGreaterThan(0);
      for (const id of successors) {
        expect(inventory.agencies.get(id)?.validFromMs ?? 0).toBeLessThanOrEqual(validToMs);
      }
    }
  });

  test('hands each former district to the committees of its wards, and each ward to one district only', () => {
    const inherited = inventory.agencies
      .values()
      .flatMap(({ kind, successors }) => (kind === 'district' ? successors : []))
      .toArray();

    expect(inherited).toHaveLength(126);
    expect(new Set(inherited).size).toBe(126);
  });

  test('puts nobody but committees of the time in charge before and after July 2025', () => {
    const kindsAt = (day: string) => {
      const { devices } = inventoryAt(inventory, Date.parse(day));
      const agencies = devices.values().map(({ agency = '' }) => inventory.agencies.get(agency)?.kind);
      return new Set(agencies);
    };

    expect(kindsAt('2025-06-30T12:00+07:00')).toContain('district');
    expect(kindsAt('2025-07-01T00:00+07:00')).not.toContain('district');
    expect(inventoryAt(inventory, HANOI_NOW_MS).devices).toBe(inventory.devices);
  });

  test('marks every contract, contractor and document as a sample', () => {
    expect(inventory.contracts.values().every(({ sample }) => sample)).toBe(true);
    expect(inventory.contractors.values().every(({ name }) => name.includes('mẫu'))).toBe(true);
    const documents = inventory.devices
      .values()
      .flatMap(({ lifecycle }) => lifecycle.flatMap(({ document = 'mẫu' }) => document));
    expect(documents.every((document) => document.startsWith('mẫu'))).toBe(true);
  });

  test('has fees for all that its contracts deduct from', () => {
    const context = { timeZone: HANOI_TIME_ZONE, calendars: inventory.calendars };
    const terms = [...inventory.contracts.values()].map((contract) => readTerms(contract, context).terms);

    expect(terms).toHaveLength(10);
    expect(terms.every((read) => read && Object.keys(read.fees.byKind).length > 0)).toBe(true);
  });

  test('has a calendar of holidays, a sample, with the first days of Tết and of the Hùng Kings', () => {
    const { sample, windows, holidays = [] } = inventory.calendars.get('viet-nam') ?? {};

    expect({ sample, windows }).toEqual({ sample: true, windows: [] });
    expect(holidays).toEqual(
      expect.arrayContaining([
        '2025-01-29',
        '2026-02-17',
        '2027-02-06',
        '2025-04-07',
        '2026-04-26',
        '2027-04-16',
      ]),
    );
    expect(new Set(holidays.map((day) => day.slice(0, 4)))).toEqual(new Set(['2025', '2026', '2027']));
  });

  test('probes only this machine', () => {
    const addresses = [...inventory.devices.values()].flatMap(({ address }) => address ?? []);

    expect(addresses.filter((address) => !address.startsWith('127.'))).toEqual([]);
  });

  test('has a use for each of its profiles', () => {
    const used = new Set(inventory.devices.values().map(({ profile }) => profile));

    expect([...used].sort()).toEqual(Object.keys(settings.profiles).sort());
  });

  test('has the tables that the generator gives (see its README for the command)', async () => {
    const tables = renderCity(generateHanoi({ devices: 300, seed: 23 }), HANOI_TIME_ZONE);

    for (const [name, text] of tables) {
      expect(await readFile(join(HANOI_DIR, name), 'utf8')).toBe(text);
    }
  });
});
