import type { PasskeyTexts } from './passkey-texts.ts';

export const passkeyTextsVi: PasskeyTexts = {
  heading: 'Khoá truy cập',
  about:
    'Bước xác thực thứ hai bằng vân tay, khuôn mặt, mã PIN của thiết bị hoặc khoá bảo mật USB: không cần nhập mã, không bị lừa bởi trang giả.',
  none: 'Chưa có khoá nào.',
  name: 'Tên',
  made: 'tạo lúc',
  used: 'dùng lần cuối',
  never: 'chưa dùng',
  add: 'Thêm khoá truy cập',
  create: 'Tạo khoá truy cập',
  createAbout: 'Đặt tên để nhận ra thiết bị giữ khoá, ví dụ “Điện thoại của An”. Trình duyệt sẽ hỏi tiếp.',
  remove: 'Xoá',
  removeForGood: 'Xoá khoá này',
  password: 'Nhập lại mật khẩu của bạn',
  second: 'Bước thứ hai',
  use: 'Dùng khoá truy cập',
  useAbout: 'Mật khẩu đúng. Trình duyệt sẽ hỏi vân tay, khuôn mặt, mã PIN hoặc khoá bảo mật của bạn.',
  otherWay: 'Cách khác: mã trên điện thoại',
  elsewhere: 'Khoá truy cập chỉ dùng được tại địa chỉ chính của trang:',
  unnamed:
    'Trang này chưa có tên miền với TLS (alerts.page_url), nên trình duyệt không cho dùng khoá truy cập. Trên chính máy chạy camwatch, hãy mở:',
  noScript: 'Cần bật JavaScript để dùng khoá truy cập.',
  back: 'Về tài khoản của bạn',
  again: 'Đăng nhập lại từ đầu',
  notes: {
    wait: 'Hãy làm theo trình duyệt…',
    unable: 'Trình duyệt này không dùng được khoá truy cập: hãy cập nhật hoặc dùng trình duyệt khác.',
    cancelled:
      'Chưa xong: đã huỷ, quá thời gian, hoặc thiết bị này không có khoá phù hợp. Hãy bấm lại để thử.',
    known: 'Thiết bị này đã giữ một khoá của tài khoản.',
    address: 'Trình duyệt không cho dùng khoá truy cập tại địa chỉ này.',
  },
};
