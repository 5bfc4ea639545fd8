import type { ComposeOptions } from '#alerts/notifications/messages/words/compose-options.ts';
import type { Area, Device, Inventory, Link, Site } from '#core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import { minutes, seconds } from '#core/time/units.ts';
import type { IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import type { NewsOccasion, TimelineStep } from '#ledger/record/outbox/occasion.ts';
import { device, inventoryOf, link } from './inventory.ts';

/** 14:05:00 on 26/11/2026 in the city. */
export const FIVE_PAST_TWO_MS = Date.parse('2026-11-26T14:05:00+07:00');

const area = (id: string, name: string, nameEn: string): Area => ({
  id,
  code: '00001',
  listVersion: '2025-07-01',
  name,
  nameEn,
  kind: 'phuong',
  district: 'hoan-kiem',
  longitude: 105.85,
  latitude: 21.03,
  successors: [],
});

const site = (id: string, name: string, given: Partial<Site> = {}): Site => ({
  id,
  name,
  area: 'hoan-kiem',
  kind: 'junction',
  purpose: 'traffic',
  secrecy: 'public',
  ...given,
});

const SITES: readonly Site[] = [
  site('core', 'Trung tâm điều khiển', { kind: 'centre' }),
  site('hang-bai', 'Trụ sở UBND Phường Hoàn Kiếm', {
    kind: 'centre',
    address: '126 Hàng Trống',
    cabinet: 'T-12',
    longitude: 105.85,
    latitude: 21.03,
    dutyContact: 'truc-noi-thanh',
  }),
  ...Array.from({ length: 53 }, (_, index) => site(`pole-${index}`, `Ngã tư số ${index + 1}`)),
  site('hidden', 'Kho 7 tuyệt mật', {
    secrecy: 'secret',
    address: '7 Ngõ Vắng',
    cabinet: 'MẬT-1',
    dutyContact: 'truc-mat',
    longitude: 105.1,
    latitude: 21.1,
  }),
];

const DEVICES: readonly Device[] = [
  device({ id: 'rt-core', name: 'Router lõi 1', kind: 'router', site: 'core' }),
  device({
    id: 'rt-hang-bai',
    name: 'Router Hàng Bài',
    kind: 'router',
    site: 'hang-bai',
    upstreams: [['link:hang-bai']],
  }),
  device({
    id: 'nvr-1',
    name: 'Đầu ghi hình số 1',
    kind: 'nvr',
    site: 'hang-bai',
    contractor: 'nha-thau-a',
    contracts: ['bao-tri'],
    upstreams: [['device:rt-hang-bai']],
  }),
  ...Array.from({ length: 212 }, (_, index) =>
    device({
      id: `cam-${index}`,
      name: `Ngã tư số ${(index % 53) + 1}, hướng ${Math.floor(index / 53) + 1}`,
      site: `pole-${index % 53}`,
      contractor: 'nha-thau-a',
      contracts: ['bao-tri'],
      upstreams: [['device:rt-hang-bai']],
      attachedTo: { device: 'rt-hang-bai', name: `port${index}` },
    }),
  ),
  device({ id: 'cam-hidden', name: 'Cổng Kho 7', site: 'hidden', upstreams: [['link:hidden']] }),
];

const LINKS: readonly Link[] = [
  link({
    id: 'hang-bai',
    name: 'Đường truyền Hàng Bài',
    near: 'device:rt-core',
    far: 'site:hang-bai',
    medium: 'rented-line',
    carrier: 'vien-thong-1',
    circuit: 'KTR-0CT5DKA',
    hotline: '1900 0011',
    contracts: ['thue-kenh'],
  }),
  link({ id: 'hidden', name: 'Đường truyền Kho 7', near: 'device:rt-core', far: 'site:hidden' }),
];

/** One ward with 212 cameras behind one line, and a secret site. */
export const MESSAGE_CITY: Inventory = {
  ...inventoryOf({ devices: DEVICES, links: LINKS }),
  areas: new Map([
    ['hoan-kiem', area('hoan-kiem', 'Phường Hoàn Kiếm', 'Hoan Kiem Ward')],
    ['cua-nam', area('cua-nam', 'Phường Cửa Nam', 'Cua Nam Ward')],
  ]),
  sites: new Map(SITES.map((one) => [one.id, one])),
  contacts: new Map([
    ['truc-noi-thanh', { id: 'truc-noi-thanh', name: 'Trực kỹ thuật nội thành', phone: '024 0000 0002' }],
    ['truc-mat', { id: 'truc-mat', name: 'Trực Kho 7', phone: '024 9999 9999' }],
    ['lan', { id: 'lan', name: 'Nguyễn Thị Lan' }],
  ]),
  contractors: new Map([
    ['vien-thong-1', { id: 'vien-thong-1', name: 'Viễn thông mẫu 1', kind: 'carrier', successors: [] }],
    [
      'nha-thau-a',
      {
        id: 'nha-thau-a',
        name: 'Nhà thầu mẫu A',
        kind: 'maintenance',
        hotline: '1900 0001',
        successors: [],
      },
    ],
  ]),
  contracts: new Map(
    [
      { id: 'thue-kenh', name: 'Thuê kênh', contractor: 'vien-thong-1', number: '07/2025/HĐ' },
      { id: 'bao-tri', name: 'Bảo trì camera', contractor: 'nha-thau-a', number: '01/2025/HĐ' },
    ].map((one) => [one.id, { ...one, fromMs: 0, sample: false, terms: {} }]),
  ),
};

export const MESSAGE_OPTIONS: ComposeOptions = {
  language: 'vi',
  inventory: MESSAGE_CITY,
  timeZone: 'Asia/Ho_Chi_Minh',
  links: {
    page: { url: 'https://camwatch.example.org' },
    grafana: {
      url: 'https://grafana.example.org/',
      uids: {
        city: 'camwatch-city',
        district: 'camwatch-district',
        device: 'camwatch-device',
        links: 'camwatch-links',
        collector: 'camwatch-collector',
      },
    },
  },
  recipients: new Map([['noc', { name: 'Trung tâm giám sát' }]]),
};

/** The line of the ward is down with all that is behind it. */
export function cutLine(given: Partial<IncidentSummary> = {}): IncidentSummary {
  return {
    id: `link:hang-bai@${FIVE_PAST_TWO_MS + seconds(65)}`,
    root: { kind: 'entity', entity: linkEntity('hang-bai') },
    openedMs: FIVE_PAST_TWO_MS + seconds(65),
    sinceMs: FIVE_PAST_TWO_MS,
    times: 1,
    isFlapping: false,
    isMuted: false,
    severity: 'critical',
    service: 'lost',
    lostNow: 215,
    lostEver: 215,
    camerasLost: 212,
    areas: [{ area: 'hoan-kiem', lost: 212, of: 230 }],
    blindSpots: [{ kind: 'junction', name: 'pole-0' }],
    ...given,
  };
}

export const CUT_ENTITIES: readonly Entity[] = [
  linkEntity('hang-bai'),
  ...DEVICES.filter(({ id }) => id !== 'rt-core' && id !== 'cam-hidden').map(({ id }) => deviceEntity(id)),
];

export const NOBODY = { some: [], count: 0 } as const;

export const timelineStep = (kind: TimelineStep['kind'], afterMs: number, cameras: number): TimelineStep => ({
  kind,
  atMs: FIVE_PAST_TWO_MS + afterMs,
  cameras,
});

export function news(given: Partial<NewsOccasion> = {}): NewsOccasion {
  const some = CUT_ENTITIES.slice(0, 20);
  return {
    type: 'news',
    news: 'opened',
    atMs: FIVE_PAST_TWO_MS + seconds(65),
    incident: cutLine(),
    joined: { some, count: CUT_ENTITIES.length },
    left: NOBODY,
    timeline: [timelineStep('since', 0, 212), timelineStep('opened', seconds(65), 212)],
    members: { some, count: CUT_ENTITIES.length },
    ...given,
  };
}

/** An incident in full: it grew, was acknowledged, shrank and is over. */
export const WHOLE_COURSE: readonly TimelineStep[] = [
  timelineStep('since', 0, 40),
  timelineStep('opened', seconds(65), 120),
  timelineStep('grew', minutes(12), 212),
  timelineStep('acknowledged', minutes(25), 212),
  timelineStep('shrank', minutes(70), 60),
  timelineStep('resolved', minutes(134), 0),
];
