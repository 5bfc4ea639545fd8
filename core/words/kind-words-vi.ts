import type { DeviceKind } from '../domain/inventory.ts';
import type { KindWords } from './kind-words-en.ts';

/** Vietnamese has one form for one and for many. */
const KINDS = {
  camera: 'camera',
  nvr: 'đầu ghi hình',
  switch: 'thiết bị chuyển mạch',
  router: 'bộ định tuyến',
  ups: 'bộ lưu điện',
  controller: 'tủ điều khiển giao thông',
  server: 'máy chủ',
};

export const KIND_WORDS_VI: KindWords = { kinds: KINDS, oneOfKind: KINDS };

/** What names of devices begin with as well: see with-word.ts. */
export const OTHER_KIND_WORDS_VI: Readonly<Partial<Record<DeviceKind | 'link', readonly string[]>>> = {
  nvr: ['đầu ghi', 'NVR'],
  switch: ['switch'],
  router: ['router'],
  ups: ['UPS'],
  controller: ['tủ'],
};
