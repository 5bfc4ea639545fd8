import type { PushTexts } from './push-texts-en.ts';

export const pushTextsVi: PushTexts = {
  kinds: {
    folder: 'thư mục',
    team: 'nhóm người dùng',
    'folder-permissions': 'quyền xem thư mục',
    'data-source': 'nguồn dữ liệu',
    'mute-timing': 'lịch tạm ngừng thông báo',
    template: 'mẫu tin nhắn',
    'contact-point': 'nơi nhận thông báo',
    policies: 'chính sách thông báo',
    'rule-group': 'nhóm quy tắc cảnh báo',
    dashboard: 'bảng theo dõi',
  },
  plan: (url) => `Grafana tại ${url}:`,
  counts: ({ create, change, remove, untouched, kept, refused }) =>
    [
      `tạo mới ${create}`,
      `sửa ${change}`,
      `xóa ${remove}`,
      `không đổi ${untouched}`,
      ...(kept > 0 ? [`giữ lại ${kept}`] : []),
      ...(refused > 0 ? [`từ chối ${refused}`] : []),
    ].join(', '),
  nothing: 'Không có gì khác.',
  dryRun: 'Chưa ghi gì (--dry-run).',
  done: (written, removed) => `Đã xong: ghi ${written}, xóa ${removed}.`,
  stopped: (done, total) =>
    `Dừng sau ${done}/${total} mục. Những gì đã làm vẫn giữ nguyên; chạy lại lệnh để tiếp tục.`,
  secretOrOrder: 'ghi lại: Grafana không cho xem bí mật, và chưa rõ có phải do camwatch ghi hay không',
  changedThere: 'đã bị sửa trong Grafana sau lần đẩy trước; được khôi phục',
  refusals: {
    locked: () => 'lấy từ tệp trên máy chủ Grafana: không ghi được qua API',
    strangers: (detail) => `có nội dung không phải của camwatch, cần chuyển đi nơi khác: ${detail}`,
    foreign: () => 'do người khác tạo: đổi tên trong Grafana, hoặc nhận quản lý bằng --adopt',
    'foreign-policies': (detail) =>
      `chính sách không phải của camwatch (nơi nhận: ${detail}): dùng --take-over-policies để nhận quản lý`,
  },
  notRemoved: {
    'holds-others': (detail) => `giữ lại: có nội dung không phải của camwatch: ${detail}`,
    'holds-rules': () => 'giữ lại: còn quy tắc cảnh báo bên trong',
    'has-members': (detail) => `giữ lại: còn thành viên (${detail})`,
    locked: () => 'giữ lại: lấy từ tệp trên máy chủ Grafana',
    unmarked: () => 'giữ lại: không còn dấu của camwatch',
  },
};
