import { describe, expect, test } from 'vitest';
import { createCalendar } from '#simulator/city/calendar.ts';
import { handoversOf, resolveOwners } from '#simulator/city/owners.ts';
import { HANOI, HANOI_TIME_ZONE } from '../../../support/hanoi.ts';

const calendar = createCalendar(HANOI_TIME_ZONE);
const { areas, districts } = HANOI.inventory;

function resolve(areaId: string, agency: string) {
  const area = areas.get(areaId);
  const district = districts.get(area?.district ?? '');
  return area && district ? resolveOwners([{ agency }], area, district, calendar) : [];
}

describe('resolveOwners', () => {
  test.each([
    { area: 'doai-phuong', pattern: 'ubnd-{area_kind}-{area}', agency: 'ubnd-xa-doai-phuong' },
    { area: 'doai-phuong', pattern: 'ubnd-{district_kind}-{district}', agency: 'ubnd-thi-xa-son-tay' },
    { area: 'ba-dinh', pattern: 'so-xay-dung', agency: 'so-xay-dung' },
  ])('reads $pattern as $agency in $area', ({ area, pattern, agency }) => {
    expect(resolve(area, pattern)).toEqual([{ agency }]);
  });
});

describe('handoversOf', () => {
  const marchMs = calendar.midnightMs('2025-03-01');
  const octoberMs = calendar.midnightMs('2025-10-01');
  const tenures = [
    { agency: 'transport', untilMs: marchMs, document: '12/BB' },
    { agency: 'construction', untilMs: octoberMs },
    { agency: 'police' },
  ];

  test('hands a device on from owner to owner', () => {
    expect(handoversOf('ctl-1', calendar.midnightMs('2020-05-01'), tenures)).toEqual([
      {
        atMs: marchMs,
        kind: 'device',
        id: 'ctl-1',
        field: 'agency',
        from: 'transport',
        to: 'construction',
        document: '12/BB',
      },
      { atMs: octoberMs, kind: 'device', id: 'ctl-1', field: 'agency', from: 'construction', to: 'police' },
    ]);
  });

  test('leaves out what happened before a device was installed', () => {
    const handovers = handoversOf('ctl-1', calendar.midnightMs('2025-06-01'), tenures);

    expect(handovers.map(({ from }) => from)).toEqual(['construction']);
  });

  test('hands over nothing that was never installed', () => {
    expect(handoversOf('ctl-1', undefined, tenures)).toEqual([]);
  });
});
