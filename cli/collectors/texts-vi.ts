import type { CollectorTexts } from './texts-en.ts';

export const collectorsVi: CollectorTexts = {
  head: [
    'máy thu thập',
    'vùng',
    'tình trạng',
    'nghe lần cuối',
    'dòng chưa gửi',
    'chứng thư đến',
    'trục trặc',
  ],
  none: 'chưa có máy thu thập: camwatch collectors add TÊN',
  never: 'chưa',
  states: {
    invited: 'chờ dùng mã ghi danh',
    expired: 'mã hoặc chứng thư đã hết hạn',
    sending: 'đang gửi',
    silent: 'im lặng',
    revoked: 'đã thu hồi',
  },
  token: (id, until) => `${id} ghi danh bằng mã này, một lần, đến ${until}. Mã chỉ hiện lần này:`,
  use: (token) => `camwatch collector --hub https://HUB:8490 --token ${token} --dir /var/lib/camwatch`,
  revoked: (id) => `${id} đã bị thu hồi: không trạm nhận nào nhận gì từ nó nữa`,
  unknown: (id) => `không có máy thu thập ${id}: camwatch collectors list`,
};
