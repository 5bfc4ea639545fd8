import { describe, expect, test } from 'vitest';
import { SELF_SIGNED_PIN } from '#test/support/tls.ts';
import { loadFolder, problemsOf, replaced, SOUND_FILES } from '../../../support/config-folder.ts';

const devices = (...rows: string[]) => ({
  'devices.csv': `${SOUND_FILES['devices.csv']}${rows.join('\n')}\n`,
});
const links = (...rows: string[]) => ({ 'links.csv': `${SOUND_FILES['links.csv']}${rows.join('\n')}\n` });
const handovers = (...rows: string[]) => ({
  'handovers.csv': `${SOUND_FILES['handovers.csv']}${rows.join('\n')}\n`,
});

describe('cross-checks', () => {
  test.each([
    [
      'the same address and port twice',
      devices('cam-3,Camera 3,camera,pole-1,fixed,0,police,,,2025-01-01,,,camera,10.0.0.4,,,,'),
      'devices.csv:6:14 address: expected an address and port of its own, got 10.0.0.4, which is that of cam-1 in line 4',
    ],
    [
      'the same IPv6 address written in two ways',
      devices(
        'cam-3,Camera 3,camera,pole-1,fixed,0,police,,,2025-01-01,,,camera,2001:db8::1,,,,',
        'cam-4,Camera 4,camera,pole-1,fixed,180,police,,,2025-01-01,,,camera,2001:DB8:0:0:0:0:0:01,,,,',
      ),
      'devices.csv:7:14 address: expected an address and port of its own, got 2001:db8:0:0:0:0:0:01, which is that of cam-3 in line 6',
    ],
    [
      'the same channel of a recorder twice',
      devices('cam-3,Camera 3,camera,pole-1,fixed,0,police,,,2025-01-01,,,camera,,,nvr-1#1,,'),
      'devices.csv:6:16 channel_of: expected a channel of its own, got nvr-1#1, which is that of cam-2 in line 5',
    ],
    [
      'a circle through links',
      replaced('links.csv', 'line-1,Đường truyền 1,core,', 'line-1,Đường truyền 1,device:sw-1,'),
      'devices.csv:2:12 upstreams: expected ways that lead to the core, got the circle link:line-1 → device:sw-1 → link:line-1',
    ],
    [
      'an interface that its device does not have',
      replaced('links.csv', 'sw-1#ge-0/0/2', 'sw-1#ge-0/0/9'),
      'links.csv:3:8 interface: expected an interface of sw-1 (ge-0/0/1, ge-0/0/2), got "ge-0/0/9"',
    ],
    [
      'a retention that is no duration',
      replaced('contracts.yaml', 'availability: 98.5%', 'recording_retention: 30 days'),
      'contracts.yaml:2:126 contracts[0].terms.recording_retention: expected a duration of at least 1m, with its unit, got "30 days"',
    ],
    [
      'a carrier that carries nothing',
      replaced('links.csv', 'rented-internet,carrier', 'rented-internet,keeper'),
      'links.csv:2:6 carrier: expected a contractor of kind carrier, got "keeper", which is of kind maintenance',
    ],
    [
      'a retired device that something still hangs on',
      replaced(
        'devices.csv',
        'upkeep,2025-01-01,,device:sw-1,camera,10.0.0.3',
        'upkeep,2025-01-01,2025-06-01,device:sw-1,camera,10.0.0.3',
      ),
      'devices.csv:5:16 channel_of: expected a device in use, got "nvr-1", retired on 2025-06-01',
    ],
    [
      'an abolished agency in charge',
      replaced('devices.csv', '90,police', '90,dic'),
      'devices.csv:4:7 agency: expected one that still exists, got "dic", abolished on 2025-03-01; succeeded by dost',
    ],
    [
      'an abolished area',
      replaced('areas.yaml', 'point: [105.81, 21.04] }', 'point: [105.81, 21.04], valid_to: 2025-08-01 }'),
      'sites.csv:3:3 area: expected one that still exists, got "ngoc-ha", abolished on 2025-08-01; it has no successor on record',
    ],
    [
      'a contractor that is gone and has a contract',
      {
        'contractors.yaml': `${SOUND_FILES['contractors.yaml']}  - { id: gone, name: Nhà thầu B, kind: maintenance, valid_to: 2025-08-01 }\n`,
        'contracts.yaml': `${SOUND_FILES['contracts.yaml']}  - { id: old, name: Bảo trì cũ, contractor: gone, from: 2025-01-01 }\n`,
      },
      'contracts.yaml:3:46 contracts[1].contractor: expected one that still exists, got "gone", abolished on 2025-08-01; it has no successor on record',
    ],
    [
      'codes of another list of areas',
      replaced('areas.yaml', 'list_version: 2025-07-01', 'list_version: 2024-01-01'),
      'areas.yaml:1:15 list_version: expected 2025-07-01, the city.area_list of camwatch.yaml (a code means another area in another list), got "2024-01-01"',
    ],
    [
      'a code of an area twice at a time',
      replaced('areas.yaml', '"00008"', '"00004"'),
      'areas.yaml:6:26 areas[1].code: expected a code of its own, got "00004", which is that of ba-dinh',
    ],
    [
      'a hand-over that does not end at the row',
      replaced('devices.csv', '270,dost', '270,police'),
      'handovers.csv:2:6 to: expected "police", the agency of cam-2 in devices.csv, got "dost" (a new owner is a new row here, not an edit of the old one)',
    ],
    [
      'a hand-over that does not follow on from the one before',
      handovers('2025-05-01,device,cam-2,agency,police,dost,'),
      'handovers.csv:3:5 from: expected "dost", in charge of cam-2 since 2025-03-01, got "police"',
    ],
    [
      'two hand-overs at one instant',
      handovers('2025-03-01,device,cam-2,agency,police,dost,'),
      'handovers.csv:3:1 at: expected one hand-over at a time, got a second at 2025-03-01',
    ],
    [
      'a hand-over by a party that was already gone',
      replaced('handovers.csv', '2025-03-01,device', '2025-04-01,device'),
      'handovers.csv:2:1 at: expected an instant no later than 2025-03-01, when dic was abolished, got "2025-04-01"',
    ],
    [
      'a hand-over to nobody that the row contradicts',
      handovers('2025-06-01,device,cam-2,agency,dost,undetermined,'),
      'handovers.csv:3:6 to: expected "dost", the agency of cam-2 in devices.csv, got "undetermined" (a new owner is a new row here, not an edit of the old one)',
    ],
    [
      'a contract handed over to that the device does not have',
      handovers('2025-06-01,device,cam-1,contract,,upkeep,', '2025-07-01,device,cam-1,contract,,upkeep,'),
      'handovers.csv:3:6 to: expected a contract that cam-1 has in devices.csv or hands over later, got "upkeep"',
    ],
    [
      'a profile that the settings do not have',
      replaced('devices.csv', 'link:line-1,camera', 'link:line-1,camra'),
      'devices.csv:2:13 profile: expected a profile of camwatch.yaml (camera), got "camra"',
    ],
    [
      'a contact that is not there',
      replaced('sites.csv', ',desk', ',dekk'),
      'sites.csv:2:8 duty_contact: expected a contact of contacts.yaml, got "dekk" (did you mean desk?)',
    ],
    [
      'a successor that is not there',
      replaced('agencies.yaml', '[dost]', '[dast]'),
      'agencies.yaml:4:105 agencies[2].successors[0]: expected an agency of agencies.yaml, got "dast" (did you mean dost?)',
    ],
  ])('refuse %s', async (_name, changed, expected) => {
    expect(await problemsOf(changed)).toEqual([expected]);
  });

  test('let several devices share an address when ports tell them apart', async () => {
    const { inventory } = await loadFolder(
      devices(
        'cam-3,Camera 3,camera,pole-1,fixed,0,police,,,2025-01-01,,,camera,10.0.0.4,8001,,,',
        'cam-4,Camera 4,camera,pole-1,fixed,180,police,,,2025-01-01,,,camera,10.0.0.4,8002,,,',
      ),
    );

    expect(inventory.devices.size).toBe(6);
  });

  test('let a device take over the address of a retired one', async () => {
    const { inventory } = await loadFolder(
      devices('cam-3,Camera 3,camera,pole-1,fixed,0,police,,,2025-01-01,2025-02-01,,camera,10.0.0.4,,,,'),
    );

    expect(inventory.devices.size).toBe(5);
  });

  test('let a retired device keep the agency that it had', async () => {
    const { inventory } = await loadFolder(
      devices('cam-3,Camera 3,camera,pole-1,fixed,0,dic,,,2024-01-01,2025-02-01,,camera,10.0.0.9,,,,'),
    );

    expect(inventory.devices.get('cam-3')?.agency).toBe('dic');
  });

  test('let redundant paths meet without taking them for a circle', async () => {
    const { inventory } = await loadFolder({
      ...links('line-3,Đường truyền 3,core,device:sw-1,own-fibre,,,'),
      ...replaced('devices.csv', 'link:line-1,camera', 'link:line-1|link:line-3,camera'),
    });

    expect(inventory.devices.get('sw-1')?.upstreams).toEqual([['link:line-1'], ['link:line-3']]);
  });

  test.each([
    [
      'CERTIFICATE_EXPIRED',
      {
        'devices.csv': `id,name,kind,site,agency,accepted,profile,address,certificate,certificate_until
cam-2,Camera,camera,pole-1,dost,2025-01-01,camera,10.0.0.1,QCVN-1,2025-06-01
sw-1,Switch,switch,pole-1,dost,2025-01-01,camera,10.0.0.2,QCVN-2,2026-06-01
`,
        'links.csv': undefined,
      },
      'devices.csv:2 cam-2: its certificate QCVN-1 is no longer valid since 2025-06-01',
    ],
    [
      'OWNER_UNDETERMINED',
      replaced('devices.csv', '90,police', '90,undetermined'),
      'devices.csv:4 cam-1: its agency is not yet determined',
    ],
    [
      'NO_ADDRESS',
      replaced('devices.csv', '10.0.0.4', ''),
      'devices.csv:4 cam-1: it has no address and is no channel of a recorder, so it cannot be measured',
    ],
    [
      'PIN_UNUSED',
      {
        'devices.csv': `id,name,kind,site,agency,accepted,profile,address,tls_pin
cam-2,Camera,camera,pole-1,dost,2025-01-01,camera,10.0.0.1,${SELF_SIGNED_PIN}
`,
        'links.csv': undefined,
        'handovers.csv': undefined,
      },
      'devices.csv:2 cam-2: no check of its profile camera speaks TLS, so that its tls_pin holds nothing',
    ],
    [
      'NOT_WATCHED',
      devices('cam-3,Camera 3,camera,pole-1,fixed,180,dost,,,,,,camera,10.0.0.9,,,,'),
      'devices.csv:6 cam-3: nothing of it is measured: it has no date of installed, accepted or in_service',
    ],
    [
      'NOT_WATCHED',
      devices('cam-3,Camera 3,camera,pole-1,fixed,180,dost,,,2099-01-01,,,camera,10.0.0.9,,,,'),
      'devices.csv:6 cam-3: nothing of it is measured: it is installed only on 2099-01-01',
    ],
    [
      'NO_CANARIES',
      replaced('camwatch.yaml', '[{ address: 127.0.0.1 }]', '[{ address: 192.0.2.1, expect: silence }]'),
      'camwatch.yaml:3 no canary that must answer: the collector cannot tell its own blindness from outages',
    ],
    [
      'CONTRACT_ENDED',
      replaced(
        'links.csv',
        SOUND_FILES['links.csv'] ?? '',
        'id,name,near,far,medium,contracts\nline-1,Đường,core,site:pole-1,own-fibre,old\n',
      ),
      'links.csv:2 line-1: its contract old ended on 2025-02-01',
    ],
    [
      'DUPLICATE_VIEW',
      devices('cam-3,Camera 3,camera,pole-1,fixed,75,dost,,,2025-01-01,,,camera,10.0.0.9,,,,'),
      'devices.csv:6 cam-3 of dost looks the same way for the same purpose (traffic) as cam-1 of police in line 4',
    ],
  ])('find %s', async (code, changed, expected) => {
    const old = '  - { id: old, name: Cũ, contractor: keeper, from: 2025-01-01, to: 2025-02-01 }\n';
    const contracts =
      code === 'CONTRACT_ENDED' ? { 'contracts.yaml': `${SOUND_FILES['contracts.yaml']}${old}` } : {};
    const { findings } = await loadFolder({ ...changed, ...contracts });

    expect(findings.map((finding) => `${finding.file}:${finding.line} ${finding.message}`)).toEqual([
      expected,
    ]);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });

  test.each([
    ['10 m away on another pole', '105.8302,21.0301', '90', '75', 1],
    ['30 m away', '105.8304,21.0301', '90', '75', 0],
    ['that looks another way', '105.8301,21.0301', '90', '115', 0],
    ['that looks the same way across north', '105.8301,21.0301', '355', '5', 1],
  ])('find a duplicate view of a camera %s', async (_name, point, firstDirection, direction, count) => {
    const all = devices(
      `cam-3,Camera 3,camera,pole-3,fixed,${direction},dost,,,2025-01-01,,,camera,10.0.0.9,,,,`,
    );
    const { findings } = await loadFolder({
      'sites.csv': `${SOUND_FILES['sites.csv']}pole-3,Nút giao 3,ba-dinh,${point},junction,traffic,\n`,
      'devices.csv': all['devices.csv'].replace('fixed,90,police', `fixed,${firstDirection},police`),
    });

    expect(findings.filter(({ code }) => code === 'DUPLICATE_VIEW')).toHaveLength(count);
  });

  test('find a duplicate view in every direction, also across the grid that they are looked up by', async () => {
    const steps = [-1, 0, 1];
    const points = steps.flatMap((x) => steps.map((y) => [105.8301 + x * 0.00009, 21.0301 + y * 0.00009]));
    const counts = [];
    for (const [longitude = 0, latitude = 0] of points) {
      const { findings } = await loadFolder({
        'sites.csv': `${SOUND_FILES['sites.csv']}pole-3,Nút giao 3,ba-dinh,${longitude},${latitude},junction,traffic,\n`,
        ...devices('cam-3,Camera 3,camera,pole-3,fixed,90,dost,,,2025-01-01,,,camera,10.0.0.9,,,,'),
      });
      counts.push(findings.length);
    }

    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
});
