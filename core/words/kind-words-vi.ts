import type { KindWords } from './kind-words-en.ts';

export const KIND_WORDS_VI: KindWords = {
  kinds: {
    camera: 'camera',
    nvr: 'đầu ghi hình',
    switch: 'thiết bị chuyển mạch',
    router: 'bộ định tuyến',
    ups: 'bộ lưu điện',
    controller: 'tủ điều khiển giao thông',
    server: 'máy chủ',
  },
  oneOfKind: {
    camera: 'camera',
    nvr: 'đầu ghi hình',
    switch: 'thiết bị chuyển mạch',
    router: 'bộ định tuyến',
    ups: 'bộ lưu điện',
    controller: 'tủ điều khiển giao thông',
    server: 'máy chủ',
  },
};
