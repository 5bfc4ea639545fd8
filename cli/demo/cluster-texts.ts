import type { Language } from '../../core/language/language.ts';
import type { ClusterActKind } from '../../demo/cluster/cluster-timing.ts';

/** What the demo of a cluster says besides what every demo does. */
interface ClusterTexts {
  readonly title: (devices: string) => string;
  readonly whatIsThis: readonly string[];
  readonly page: string;
  readonly machines: string;
  readonly endsAfter: (duration: string) => string;
  readonly withoutInflux: string;
  readonly acts: Readonly<Record<ClusterActKind, string>>;
  readonly begun: (act: string, target: string) => string;
  readonly mended: (act: string, target: string) => string;
  readonly heading: string;
  readonly columns: readonly [
    act: string,
    target: string,
    at: string,
    lasted: string,
    gap: string,
    takenOver: string,
    after: string,
  ];
  readonly givenBack: (seconds: string) => string;
  readonly whole: (seconds: string) => string;
  readonly chain: (collector: string, rows: string) => string;
  readonly chainBroken: (collector: string, lost: string, doubled: string) => string;
  readonly unwatched: (seconds: string) => string;
  readonly oneOwner: string;
  readonly twoOwners: (seconds: string) => string;
  readonly incidents: (outages: string, opened: string) => string;
}

const en: ClusterTexts = {
  title: (devices) =>
    `camwatch demo of a cluster: ${devices} made-up devices, two collectors, two hubs, two centres`,
  whatIsThis: [
    'Each machine is a network namespace of this one. m1 and m2: PostgreSQL 17 under Patroni, HAProxy, hub, centre; m1 to m3: etcd;',
    'c1 and c2: collectors, which share the city. A script breaks parts of the city, another one kills and cuts off parts of the cluster.',
  ],
  page: 'Look here',
  machines: 'Machines',
  endsAfter: (duration) => `ends by itself after ${duration}; Ctrl-C ends it earlier`,
  withoutInflux: 'without InfluxDB: measurements are not kept here; states and outages are',
  acts: {
    'kill-collector': 'kill -9 of a collector',
    'cut-off': 'collector cut off from the centre',
    'kill-primary': 'kill -9 of the primary and its Patroni',
    'kill-hub': 'kill -9 of a hub',
  },
  begun: (act, target) => `${act}: ${target}`,
  mended: (act, target) => `  mended: ${act}: ${target}`,
  heading: 'What was done to the cluster, and what came of it',
  columns: ['what', 'where', 'at', 'for', 'longest silence', 'taken over after', 'then'],
  givenBack: (seconds) => `its sites back after ${seconds} s`,
  whole: (seconds) => `both in step after ${seconds} s`,
  chain: (collector, rows) => `${collector}: ${rows} rows in its chain and at the centre; lost 0, doubled 0`,
  chainBroken: (collector, lost, doubled) =>
    `${collector}: ITS CHAIN AND THE CENTRE DO NOT AGREE: lost ${lost}, doubled ${doubled}`,
  unwatched: (seconds) =>
    `the longest time in which nobody watched a device: ${seconds} s; what broke meanwhile may be seen as soon as it was over`,
  oneOwner: 'seconds of devices with two owners: 0',
  twoOwners: (seconds) => `SECONDS OF DEVICES WITH TWO OWNERS: ${seconds}`,
  incidents: (outages, opened) => `${outages} outages were ${opened} incidents`,
};

const vi: ClusterTexts = {
  title: (devices) =>
    `trình diễn cụm máy camwatch: ${devices} thiết bị giả lập, hai bộ thu thập, hai trạm nhận, hai trung tâm`,
  whatIsThis: [
    'Mỗi máy là một không gian mạng của máy này. m1 và m2: PostgreSQL 17 do Patroni điều khiển, HAProxy, trạm nhận, trung tâm; m1 đến m3: etcd;',
    'c1 và c2: bộ thu thập, chia nhau thành phố. Một kịch bản làm hỏng thành phố, kịch bản kia giết và cắt mạng các phần của cụm máy.',
  ],
  page: 'Xem tại đây',
  machines: 'Các máy',
  endsAfter: (duration) => `tự kết thúc sau ${duration}; Ctrl-C để kết thúc sớm`,
  withoutInflux: 'không có InfluxDB: ở đây không lưu số đo; trạng thái và sự cố thì có',
  acts: {
    'kill-collector': 'kill -9 bộ thu thập',
    'cut-off': 'bộ thu thập mất đường về trung tâm',
    'kill-primary': 'kill -9 máy chính và Patroni của nó',
    'kill-hub': 'kill -9 một trạm nhận',
  },
  begun: (act, target) => `${act}: ${target}`,
  mended: (act, target) => `  đã khôi phục: ${act}: ${target}`,
  heading: 'Những gì đã làm với cụm máy, và kết quả',
  columns: ['việc', 'ở đâu', 'lúc', 'trong', 'im lặng lâu nhất', 'có máy thay sau', 'rồi'],
  givenBack: (seconds) => `nhận lại vị trí sau ${seconds} s`,
  whole: (seconds) => `hai bên khớp nhau sau ${seconds} s`,
  chain: (collector, rows) => `${collector}: ${rows} dòng trong chuỗi của nó và ở trung tâm; mất 0, trùng 0`,
  chainBroken: (collector, lost, doubled) =>
    `${collector}: CHUỖI CỦA NÓ VÀ TRUNG TÂM KHÔNG KHỚP: mất ${lost}, trùng ${doubled}`,
  unwatched: (seconds) =>
    `thời gian lâu nhất một thiết bị không được ai giám sát: ${seconds} s; hỏng lúc ấy thì được thấy ngay khi có bộ thu thập giám sát lại`,
  oneOwner: 'số giây thiết bị có hai chủ: 0',
  twoOwners: (seconds) => `SỐ GIÂY THIẾT BỊ CÓ HAI CHỦ: ${seconds}`,
  incidents: (outages, opened) => `${outages} lần gián đoạn là ${opened} sự cố`,
};

export const CLUSTER_TEXTS: Readonly<Record<Language, ClusterTexts>> = { vi, en };
