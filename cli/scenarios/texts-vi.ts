import type { ScenarioTexts } from './texts-en.ts';

export const SCENARIO_TEXTS_VI: ScenarioTexts = {
  about: {
    'fibre-cut': 'đường truyền có nhiều camera phía sau nhất bị đứt một tiếng rưỡi, có người tiếp nhận',
    'switch-reboot': 'switch có nhiều camera phía sau nhất khởi động lại trong ba phút',
    'two-causes': 'một đường truyền và một thiết bị khác cùng phường hỏng cách nhau nửa phút',
    'child-first': 'một đường truyền bị đứt, camera phía sau được phát hiện mất trước',
    flapping: 'một camera mất rồi có lại tám lần, sáu phút một lần',
    'ward-power-cut': 'một phường mất điện hai tiếng',
    blind: 'bộ thu thập bị mù mười phút, trong lúc đó một đường truyền bị đứt',
    'maintenance-overrun': 'bảo trì một đường truyền kéo dài hơn thông báo nửa tiếng',
    nested: 'một đường truyền bị đứt; khi có lại, một camera vẫn mất',
    'redundant-path': 'một trong hai đường truyền bị đứt, đường kia vẫn chạy',
    storm: 'tới 10.000 camera hỏng trong một phút, mỗi camera một nguyên nhân riêng',
  },
  head: ['Lúc', 'Người nhận', 'Qua', 'Khi nào', 'Tiêu đề'],
  ways: { 'at-once': 'ngay', digest: 'bản gộp', escalation: 'báo cấp trên', report: 'báo cáo' },
  heldSince: (time) => `giữ từ ${time}`,
  heldUntil: (time) => `giữ đến ${time}`,
  failed: (why) => `không đến được ai: ${why}`,
  nobody: 'Không ai nhận được gì.',
  night: (name, from, to, zone) => `${name}: ${from} đến ${to} (${zone})`,
  summary: ({ changes, incidents, messages, recipients }) =>
    `Thay đổi trạng thái: ${changes}; sự cố: ${incidents}; tin nhắn: ${messages}, người nhận: ${recipients}.`,
  unsent: (count) => `Còn giữ lại khi hết đêm: ${count}.`,
  inVain: (time) => `${time}: không có sự cố nào đang mở để tiếp nhận.`,
  nothingSent: 'Không có gì được gửi đi.',
  written: (count, folder) => `Số tin nhắn đã ghi: ${count}, vào ${folder}.`,
  addresses: {
    address: () => 'địa chỉ trong cấu hình',
    contact: (name) => `liên hệ ${name}`,
    roster: (name) => `đang trực trong lịch ${name}`,
    webhook: () => 'máy chủ của webhook',
  },
  goesTo: (recipient, channel) => `Tin nhắn thử tới ${recipient} qua ${channel}:`,
  missing: (what) => `không đến được: ${what}`,
  accepted: (how) => `Đã được chấp nhận: ${how}`,
  refused: (detail) => `Không được chấp nhận: ${detail}`,
  unreached: (address, detail) => `không tới ${address}: ${detail}`,
  hints: {
    certificate:
      'Xem lại tên và chứng thư của máy chủ: alerts.mail.host, và alerts.mail.authority nếu dùng CA riêng.',
    login: 'Xem lại alerts.mail.username và bí mật mà alerts.mail.password chỉ tới.',
    connection: 'Xem lại máy chủ và cổng trong cấu hình, và máy này có được phép kết nối tới đó không.',
    secret: 'Bí mật được đọc như khi chạy camwatch run: cần cùng biến môi trường hoặc CREDENTIALS_DIRECTORY.',
  },
  messageId: (id, took) => `Message-ID: <${id}>, sau ${took}`,
};
