import type { MailLinkTexts } from './mail-link-texts.ts';

export const mailLinkTextsVi: MailLinkTexts = {
  heading: 'Tiếp nhận sự cố',
  press: 'Tôi nhận xử lý',
  about: (recipient, time) =>
    `Ghi nhận cho “${recipient}”, qua đường dẫn trong thư. Đường dẫn có hiệu lực đến ${time}.`,
  circuit: (circuit) => `Mã kênh ${circuit}.`,
  taken: (who, time) => `${who} đã tiếp nhận lúc ${time}`,
  byLink: 'qua đường dẫn trong thư',
  resolved: (time) => `Sự cố này đã kết thúc lúc ${time}. Không còn gì phải tiếp nhận.`,
  broken: 'Đường dẫn này không đúng: có thể đã bị cắt khi chép. Hãy mở lại từ thư, hoặc đăng nhập.',
  over: 'Đường dẫn này đã hết hiệu lực. Hãy dùng thư mới nhất về sự cố, hoặc đăng nhập.',
  withdrawn:
    'Đường dẫn này không còn giá trị: nơi nhận thư không còn trong danh sách, hoặc tài khoản đã khóa.',
  nothingDone: 'Chưa có gì được ghi nhận.',
  more: 'Đăng nhập để xem trang của sự cố',
};
