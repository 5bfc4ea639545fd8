import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTerms } from '#config/contract-terms/read-terms.ts';
import { parseYaml } from '#config/files/yaml-file.ts';
import { parseYamlTable } from '#config/files/yaml-table.ts';
import { buildEntitySchemas } from '#config/inventory/entity-schemas.ts';
import { createZone } from '#core/time/zone.ts';
import { HANOI, HANOI_TIME_ZONE } from '../../../support/hanoi.ts';

const DIR = new URL('../../../../config/contract-templates', import.meta.url).pathname;
const FILES = readdirSync(DIR);

const { contract: schema } = buildEntitySchemas(createZone(HANOI_TIME_ZONE));

function load(file: string) {
  const yaml = parseYaml(file, readFileSync(join(DIR, file), 'utf8'));
  const { table, problems } = parseYamlTable(yaml, 'contracts', schema);
  return { contracts: table.items, problems: [...yaml.problems, ...problems] };
}

function termsOf(file: string) {
  const [contract] = load(file).contracts;
  const { calendars } = HANOI.inventory;
  return contract && readTerms(contract, { timeZone: HANOI_TIME_ZONE, calendars }).terms;
}

describe('config/contract-templates', () => {
  test('has one for cameras, lines, recorders and a whole system', () => {
    expect(FILES.toSorted()).toEqual([
      'camera-maintenance.yaml',
      'leased-line.yaml',
      'recorder-retention.yaml',
      'whole-system.yaml',
    ]);
  });

  test.each(FILES)(
    '%s holds one contract, a sample of a party of the sample city, without a problem',
    (file) => {
      const { contracts, problems } = load(file);

      expect(problems).toEqual([]);
      expect(contracts).toHaveLength(1);
      for (const contract of contracts) {
        const { calendars, contractors } = HANOI.inventory;
        expect(readTerms(contract, { timeZone: HANOI_TIME_ZONE, calendars }).problems).toBeUndefined();
        expect(contract.sample).toBe(true);
        expect(contractors.has(contract.contractor)).toBe(true);
      }
    },
  );

  test('leased-line.yaml has the rule of Circular 06/2026: over 90 % on 7 days', () => {
    expect(termsOf('leased-line.yaml')?.targets.saturation).toEqual({ overPpm: 900_000, days: 7 });
  });

  test('camera-maintenance.yaml limits by law what is a penalty, and nothing else', () => {
    const limited = termsOf('camera-maintenance.yaml')?.money.map(({ type, statutoryCapPpm }) => [
      type,
      statutoryCapPpm,
    ]);

    expect(limited).toEqual([
      ['deduction', undefined],
      ['penalty', 80_000],
    ]);
  });

  test('recorder-retention.yaml pays for days without recording', () => {
    expect(termsOf('recorder-retention.yaml')?.money.map(({ by }) => by)).toEqual([
      'tiers',
      'whole-days-without-recording',
    ]);
  });

  test('whole-system.yaml leaves the contractor what its lines do', () => {
    expect(termsOf('whole-system.yaml')).toMatchObject({ othersDown: 'own', targets: { fleetPpm: 950_000 } });
    expect(termsOf('whole-system.yaml')?.excused.has('line')).toBe(false);
  });
});
