import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Area, Device, District, Inventory, Link, Site } from '#core/domain/inventory.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { device, inventoryOf, link } from './inventory.ts';

interface AreasFile {
  districts: { id: string; code: string; name: string; name_en: string; kind: District['kind'] }[];
  areas: {
    id: string;
    code: string;
    name: string;
    name_en: string;
    kind: Area['kind'];
    district: string;
    point: [number, number];
  }[];
}

/** The real wards and former districts of the sample city. */
export function hanoiAreas(): Pick<Inventory, 'districts' | 'areas'> {
  const file: AreasFile = parse(readFileSync('config/hanoi/areas.yaml', 'utf8'));
  return {
    districts: new Map(
      file.districts.map(({ name_en, ...district }) => [district.id, { ...district, nameEn: name_en }]),
    ),
    areas: new Map(
      file.areas.map(({ name_en, point: [longitude, latitude], ...area }) => [
        area.id,
        { ...area, nameEn: name_en, longitude, latitude, listVersion: '2025-07-01', successors: [] },
      ]),
    ),
  };
}

export function sampleSettings(): Settings {
  return Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp' } } },
    page: { anonymous: 'read' },
  });
}

/**
 * A fleet over all wards of Hanoi, built the way real ones hang: in each ward a rented line to a switch, cameras and
 * a recorder behind it on poles of four. The first ward also has a restricted site and a secret one with its line.
 */
export function sampleFleet({ camerasPerArea = 12 } = {}): Shown {
  const { districts, areas } = hanoiAreas();
  const sites: Site[] = [];
  const devices: Device[] = [];
  const links: Link[] = [];
  for (const [areaIndex, area] of [...areas.values()].entries()) {
    const add = (given: Partial<Device> & Pick<Device, 'id' | 'name' | 'site'>) =>
      devices.push(
        device({
          agency: areaIndex % 2 === 0 ? 'cong-an-thanh-pho' : 'so-xay-dung',
          contractor: 'nha-thau-a',
          programme: 'camera-an-ninh',
          address: '192.0.2.1',
          ...given,
        }),
      );
    const place = area.name.replace(/^(Phường|Xã) /, '');
    const cabinet = `site-${area.id}-0`;
    const poles = Math.ceil(camerasPerArea / 4);
    for (let pole = 0; pole < poles; pole++) {
      sites.push(
        siteOf(`site-${area.id}-${pole}`, area, {
          name: `${STREETS[(areaIndex + pole) % STREETS.length]}, ${place}`,
          address: `${10 + pole} ${STREETS[(areaIndex + pole) % STREETS.length]}`,
        }),
      );
    }
    links.push(
      link({
        id: `link-${area.id}`,
        name: `${place} 1`,
        far: `device:sw-${area.id}`,
        carrier: 'vien-thong-1',
        circuit: `HN-${area.code}-01`,
      }),
    );
    add({
      id: `sw-${area.id}`,
      name: `Tủ mạng ${place}`,
      kind: 'switch',
      site: cabinet,
      upstreams: [[`link:link-${area.id}`]],
    });
    add({
      id: `nvr-${area.id}`,
      name: `Đầu ghi ${place}`,
      kind: 'nvr',
      site: cabinet,
      upstreams: [[`device:sw-${area.id}`]],
    });
    for (let camera = 0; camera < camerasPerArea; camera++) {
      add({
        id: `cam-${area.id}-${String(camera + 1).padStart(4, '0')}`,
        name: `Camera ${place} ${camera + 1}`,
        site: `site-${area.id}-${Math.floor(camera / 4)}`,
        upstreams: [[`device:sw-${area.id}`]],
      });
    }
  }
  const [first] = areas.values();
  if (first) addGuardedSites(first, sites, devices, links);
  const contractors = new Map([
    [
      'nha-thau-a',
      { id: 'nha-thau-a', name: 'Nhà thầu mẫu A', kind: 'maintenance' as const, successors: [] },
    ],
    [
      'vien-thong-1',
      {
        id: 'vien-thong-1',
        name: 'Viễn thông mẫu 1',
        kind: 'carrier' as const,
        hotline: '1900 0006 (mẫu)',
        successors: [],
      },
    ],
  ]);
  const agencies = new Map(
    [
      ['cong-an-thanh-pho', 'Công an thành phố Hà Nội'],
      ['so-xay-dung', 'Sở Xây dựng'],
    ].map(([id = '', name = '']) => [id, { id, name, kind: 'department' as const, successors: [] }]),
  );
  return {
    settings: sampleSettings(),
    inventory: {
      ...inventoryOf({ devices, links }),
      districts,
      areas,
      agencies,
      contractors,
      sites: new Map(sites.map((site) => [site.id, site])),
    },
  };
}

/** Words that must appear nowhere: a test looks for them in everything the portal sends. */
export const SECRET_WORDS = /bi-mat|BÍ MẬT|đường bí mật/;

function addGuardedSites(area: Area, sites: Site[], devices: Device[], links: Link[]): void {
  sites.push(
    siteOf('site-bi-mat', area, { name: 'Trạm BÍ MẬT', address: 'số 1 đường bí mật', secrecy: 'secret' }),
    siteOf('site-han-che', area, {
      name: 'Cổng hạn chế',
      address: 'số 2 đường hạn chế',
      secrecy: 'restricted',
    }),
  );
  links.push(link({ id: 'link-bi-mat', name: 'Tuyến BÍ MẬT', far: 'site:site-bi-mat' }));
  devices.push(
    device({
      id: 'cam-bi-mat',
      name: 'Camera BÍ MẬT',
      site: 'site-bi-mat',
      upstreams: [['link:link-bi-mat']],
    }),
    device({
      id: 'nvr-bi-mat',
      name: 'Đầu ghi BÍ MẬT',
      kind: 'nvr',
      site: 'site-bi-mat',
      upstreams: [['link:link-bi-mat']],
    }),
    device({
      id: 'cam-han-che',
      name: 'Camera hạn chế',
      site: 'site-han-che',
      upstreams: [['link:link-bi-mat', 'device:nvr-bi-mat']],
      channelOf: { recorder: 'nvr-bi-mat', channel: 3 },
    }),
  );
}

function siteOf(id: string, area: Area, given: Partial<Site>): Site {
  return {
    id,
    name: id,
    area: area.id,
    longitude: area.longitude,
    latitude: area.latitude,
    kind: 'junction',
    purpose: 'security',
    secrecy: 'public',
    ...given,
  };
}

const STREETS = ['Trần Phú', 'Lê Duẩn', 'Nguyễn Trãi', 'Giải Phóng', 'Láng Hạ', 'Tây Sơn', 'Kim Mã'] as const;
