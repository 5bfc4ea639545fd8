import { CLUSTER_WORDS_VI } from '../../core/words/cluster-words-vi.ts';
import type { CollectorTexts } from './texts-en.ts';

const { states, never } = CLUSTER_WORDS_VI;

export const collectorsVi: CollectorTexts = {
  head: [
    'bộ thu thập',
    'vùng',
    'tình trạng',
    'liên lạc lần cuối',
    'dòng chưa gửi',
    'chứng thư đến',
    'trục trặc',
  ],
  none: 'chưa có bộ thu thập: camwatch collectors add TÊN',
  states,
  never,
  token: (id, until) => `${id} ghi danh bằng mã này, một lần, đến ${until}. Mã chỉ hiện lần này:`,
  use: (token) => `camwatch collector --hub https://HUB:8490 --token ${token} --dir /var/lib/camwatch`,
  revoked: (id) => `${id} đã bị thu hồi: không trạm nhận nào nhận gì từ nó nữa`,
  unknown: (id) => `không có bộ thu thập ${id}: camwatch collectors list`,
};
