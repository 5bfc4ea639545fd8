import { describe, expect, test } from 'vitest';
import { loadFolder, problemsOf, SOUND_FILES } from '../../../support/config-folder.ts';

const contract = (id: string, rest: string) =>
  `  - { id: ${id}, name: Hợp đồng, contractor: keeper, from: 2025-01-01, ${rest} }\n`;
const contracts = (...more: readonly string[]) => ({
  'contracts.yaml': `${SOUND_FILES['contracts.yaml']}${more.join('')}`,
});
/** The sound devices, camera 1 under these contracts. */
const cameraUnder = (ids: string) => ({
  'devices.csv': (SOUND_FILES['devices.csv'] ?? '').replace(
    '90,police,keeper,upkeep',
    `90,police,keeper,${ids}`,
  ),
});
const CALENDARS = `calendars:
  - { id: viet-nam, name: Lễ tết, holidays: [{ days: 2026-02-16..2026-02-18, name: Tết }, { days: 2026-01-01, name: Tết Dương lịch }] }
`;

describe('the terms of contracts', () => {
  test('are told with their places, all of them, a misspelt key at the key', async () => {
    const text = `contracts:
  - id: upkeep
    name: Bảo trì
    contractor: keeper
    from: 2025-01-01
    terms: &upkeep
      availabilty: 98.5%
      deductions:
        per: device
        of: monthly fee of the device
        tiers:
          - { below: 97%, amount: 5% }
          - { below: 98%, amount: 9% }
  - { id: second, name: Bảo trì, contractor: keeper, from: 2025-01-01, terms: *upkeep }
`;

    expect(await problemsOf({ 'contracts.yaml': text })).toEqual([
      'contracts.yaml:7:7 contracts[0].terms.availabilty: expected a known key, got "availabilty" (did you mean availability?)',
      'contracts.yaml:7:7 contracts[1].terms.availabilty: expected a known key, got "availabilty" (did you mean availability?)',
      'contracts.yaml:9:9 contracts[1].terms.deductions.tiers[1].below: expected tiers from the highest down: less than the 97% of the tier before it, got "98%"',
      'contracts.yaml:13:22 contracts[0].terms.deductions.tiers[1].below: expected tiers from the highest down: less than the 97% of the tier before it, got "98%"',
    ]);
  });

  test('may name a calendar that is there', async () => {
    const { inventory } = await loadFolder({
      'calendars.yaml': CALENDARS,
      ...contracts(contract('second', 'terms: { holidays: viet-nam }')),
    });

    expect(inventory.calendars.get('viet-nam')).toEqual({
      id: 'viet-nam',
      name: 'Lễ tết',
      sample: false,
      windows: [],
      holidays: ['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18'],
    });
  });

  test('may not name one that is not', async () => {
    const changed = contracts(contract('second', 'terms: { holidays: viet-nan }'));

    expect(await problemsOf({ 'calendars.yaml': CALENDARS, ...changed })).toEqual([
      'contracts.yaml:3:92 contracts[1].terms.holidays: expected a calendar of calendars.yaml, got "viet-nan" (did you mean viet-nam?)',
    ]);
    expect(await problemsOf(changed)).toEqual([
      'contracts.yaml:3:92 contracts[1].terms.holidays: expected a calendar of calendars.yaml, got "viet-nan"',
    ]);
  });

  test('are not blamed for a calendar that is broken itself', async () => {
    expect(
      await problemsOf({
        'calendars.yaml': 'calendars: [{ id: viet-nam, name: Lễ tết, holiday: [] }]\n',
        ...contracts(contract('second', 'terms: { holidays: viet-nam }')),
      }),
    ).toEqual(['calendars.yaml:1:43 calendars[0].holiday: expected a known key, got "holiday"']);
  });

  test.each([
    [
      'a day that does not exist',
      '2026-02-30',
      'expected a day such as 2026-09-02, or days such as 2026-02-16..2026-02-20, got "2026-02-30"',
    ],
    [
      'days the wrong way round',
      '2026-02-20..2026-02-16',
      'expected a day such as 2026-09-02, or days such as 2026-02-16..2026-02-20, got "2026-02-20..2026-02-16"',
    ],
    [
      'more days than a year has',
      '2026-01-01..2027-01-02',
      'expected a day such as 2026-09-02, or days such as 2026-02-16..2026-02-20, got "2026-01-01..2027-01-02"',
    ],
    [
      'days that were listed before',
      '2026-01-01',
      'expected days that are not listed before, and 2026-01-01 is, got "2026-01-01"',
    ],
  ])('a calendar refuses %s', async (_name, days, expected) => {
    const text = `calendars:
  - id: viet-nam
    name: Lễ tết
    holidays:
      - { days: 2026-01-01, name: Tết Dương lịch }
      - { days: ${days}, name: Tết }
`;

    expect(await problemsOf({ 'calendars.yaml': text })).toEqual([
      `calendars.yaml:6:17 calendars[0].holidays[1].days: ${expected}`,
    ]);
  });
});

describe('two contracts for one device', () => {
  test.each([
    ['count the same at the same time', 'terms: { availability: 99% }'],
    ['overlap for a day', 'to: 2025-01-02, terms: { indicator: reach, availability: 99% }'],
  ])('are refused where they %s', async (_name, rest) => {
    expect(
      await problemsOf({ ...contracts(contract('second', rest)), ...cameraUnder('upkeep|second') }),
    ).toEqual([
      'devices.csv:4:9 contracts: expected one contract at a time for reach, got upkeep and second, both in force on 2025-01-01',
    ]);
  });

  test('are refused on a link', async () => {
    const links =
      'id,name,near,far,medium,contracts\nline-1,Đường truyền 1,core,site:pole-1,own-fibre,upkeep|second\n';

    expect(
      await problemsOf({
        ...contracts(contract('second', 'terms: { availability: 99% }')),
        'links.csv': links,
        'devices.csv': (SOUND_FILES['devices.csv'] ?? '').replace('ge-0/0/1|ge-0/0/2', ''),
      }),
    ).toEqual([
      'links.csv:2:6 contracts: expected one contract at a time for reach, got upkeep and second, both in force on 2025-01-01',
    ]);
  });

  test('are refused where they overlapped before a hand-over', async () => {
    expect(
      await problemsOf({
        ...contracts(
          contract('second', 'terms: { availability: 99% }'),
          contract('third', 'terms: { indicator: stream }'),
        ),
        ...cameraUnder('upkeep|third'),
        'handovers.csv': `${SOUND_FILES['handovers.csv']}2025-06-01,device,cam-1,contract,second,third,\n`,
      }),
    ).toEqual([
      'devices.csv:4:9 contracts: expected one contract at a time for reach, got upkeep and second, both in force on 2025-01-01',
    ]);
  });

  test.each([
    ['count different indicators', 'terms: { indicator: service, availability: 99% }'],
    ['have no terms to be settled by', 'sample: true'],
  ])('are let through where they %s', async (_name, rest) => {
    const { inventory } = await loadFolder({
      ...contracts(contract('second', rest)),
      ...cameraUnder('upkeep|second'),
    });

    expect(inventory.devices.get('cam-1')?.contracts).toEqual(['upkeep', 'second']);
  });
});

test('two contracts for one device may follow one another', async () => {
  const { inventory } = await loadFolder({
    'contracts.yaml': `contracts:
  - { id: upkeep, name: Cũ, contractor: keeper, from: 2025-01-01, to: 2025-06-01, terms: { availability: 98% } }
  - { id: second, name: Mới, contractor: keeper, from: 2025-06-01, terms: { availability: 99% } }
`,
    ...cameraUnder('upkeep|second'),
  });

  expect(inventory.devices.get('cam-1')?.contracts).toEqual(['upkeep', 'second']);
});

describe('the indicator of a contract', () => {
  test('is missed on devices that are not measured by it', async () => {
    const { findings } = await loadFolder({
      'contracts.yaml':
        'contracts:\n  - { id: upkeep, name: Bảo trì, contractor: keeper, from: 2025-01-01, terms: { rules: 2, indicator: stream } }\n',
    });

    expect(findings).toEqual([
      {
        code: 'INDICATOR_NOT_MEASURED',
        file: 'contracts.yaml',
        line: 2,
        message: 'upkeep: it counts stream, which the profiles of sw-1 and 3 more do not measure',
      },
    ]);
  });
});

describe('the fees of a contract', () => {
  const shares =
    'deductions: { per: device, of: monthly fee of the device, tiers: [{ below: 98%, amount: 5% }] }';
  const upkeep = (terms: string) => ({
    'contracts.yaml': `contracts:\n  - { id: upkeep, name: Bảo trì, contractor: keeper, from: 2025-01-01, terms: { rules: 2, ${terms} } }\n`,
  });

  test('are those of what is under it', async () => {
    const fees = 'fees: { by_entity: { device:cam-1: 5 VND, device:cam-3: 5 VND, link:line-1: 5 VND } }';

    expect(await problemsOf(upkeep(fees))).toEqual([
      'contracts.yaml:2:133 contracts[0].terms.fees.by_entity.device:cam-3: expected a device or link under this contract, got "device:cam-3" (did you mean device:cam-1?)',
      'contracts.yaml:2:154 contracts[0].terms.fees.by_entity.link:line-1: expected a device or link under this contract, got "link:line-1"',
    ]);
  });

  test('are missed where shares of them are deducted', async () => {
    const fees = 'fees: { by_kind: { camera: 5 VND }, by_entity: { device:sw-1: 5 VND } }';

    const { findings } = await loadFolder(upkeep(`${shares}, ${fees}`));

    expect(findings).toEqual([
      {
        code: 'FEE_MISSING',
        file: 'contracts.yaml',
        line: 2,
        message: 'upkeep: no fee is agreed for device:nvr-1, and shares of it are deducted',
      },
    ]);
  });

  test.each([
    ['every kind has one', `${shares}, fees: { by_kind: { camera: 5 VND, nvr: 5 VND, switch: 5 VND } }`],
    ['amounts are agreed', 'deductions: { per: device, tiers: [{ below: 98%, amount: 5 VND }] }'],
    ['only links have money', shares.replace('per: device', 'per: link').replace('the device', 'the link')],
  ])('are not missed where %s', async (_name, terms) => {
    const { findings } = await loadFolder(upkeep(terms));

    expect(findings).toEqual([]);
  });
});

describe('a contract that is settled by version 1 of the rules', () => {
  const written = (terms: string) => ({
    'contracts.yaml': `contracts:\n  - { id: upkeep, name: Bảo trì, contractor: keeper, from: 2025-01-01, terms: { ${terms} } }\n`,
  });

  test.each([
    ['is told', 'availability: 99%'],
    ['is told where it says so itself', 'rules: 1, availability: 99%'],
  ])('%s', async (_name, terms) => {
    const { findings } = await loadFolder(written(terms));

    expect(findings).toEqual([
      {
        code: 'OLD_RULES',
        file: 'contracts.yaml',
        line: 2,
        message: 'upkeep: it is settled by version 1 of the rules',
      },
    ]);
  });

  test.each([
    ['by version 2', 'terms: { rules: 2, availability: 99% }'],
    ['by nothing, since it has no terms', 'sample: true'],
  ])('is not told where it is settled %s', async (_name, terms) => {
    const { findings } = await loadFolder({
      'contracts.yaml': `contracts:\n  - { id: upkeep, name: Bảo trì, contractor: keeper, from: 2025-01-01, ${terms} }\n`,
    });

    expect(findings).toEqual([]);
  });
});
