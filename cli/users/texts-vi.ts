import { ROLE_WORDS } from '../../accounts/role-words.ts';
import type { UserTexts } from './texts-en.ts';

export const usersVi: UserTexts = {
  head: [
    'tài khoản',
    'vai trò',
    'của',
    'họ tên',
    'bước thứ hai',
    'qua cơ quan',
    'dùng lần cuối',
    'tình trạng',
  ],
  none: 'chưa có tài khoản: camwatch users add TÊN --role admin --name "…"',
  never: 'chưa',
  open: 'mở',
  invited: 'chờ mở đường dẫn',
  disabled: (why, at) => (why === 'unused' ? `khóa từ ${at}: 45 ngày không dùng` : `khóa từ ${at}`),
  erased: '(đã xóa)',
  yes: 'có',
  no: 'không',
  roles: ROLE_WORDS.vi,
  rights: { see: 'xem', 'see-metrics': 'xem số đo', 'see-calendar': 'xem lịch' },
  link: (account, until) =>
    `${account} đặt mật khẩu tại đây, một lần, đến ${until}. Không đưa đường dẫn cho ai khác:`,
  shut: (account) => `${account} đã bị khóa, không còn ai đăng nhập bằng tài khoản này`,
  opened: (account) => `${account} đã mở lại`,
  forgotten: (account) => `đã xóa thông tin về người dùng ${account}; tài khoản đã khóa`,
  bound: (account, subject) => `từ nay ai có tên ${JSON.stringify(subject)} ở bên cấp sẽ vào bằng ${account}`,
  unbound: (account, count) =>
    count === 0 ? `${account} chưa gắn với bên cấp nào` : `không còn ai vào bằng ${account} qua bên cấp nữa`,
  sessionHead: ['phiên', 'tài khoản', 'từ', 'thấy lần cuối', 'nơi', 'trình duyệt'],
  noSessions: 'không có ai đang đăng nhập',
  ended: (count) => (count === 1 ? 'đã kết thúc' : 'không có phiên hay khóa nào như vậy'),
  tokenHead: ['khóa', 'tài khoản', 'quyền', 'đến', 'dùng lần cuối', 'cho'],
  noTokens: 'không có khóa nào',
  token: (until) => `dùng được đến ${until}, chỉ hiện lần này:`,
};
