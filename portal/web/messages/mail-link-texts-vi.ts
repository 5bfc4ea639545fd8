import type { MailLinkTexts } from './mail-link-texts.ts';

export const mailLinkTextsVi: MailLinkTexts = {
  heading: 'Tiếp nhận sự cố',
  press: 'Tôi nhận xử lý',
  about: (recipient, time) =>
    `Ghi nhận cho “${recipient}”, bằng liên kết trong thư. Liên kết có hiệu lực đến ${time}.`,
  taken: (who, time) => `${who} đã tiếp nhận lúc ${time}`,
  byLink: 'bằng liên kết trong thư',
  resolved: (time) => `Sự cố này đã kết thúc lúc ${time}. Không còn gì phải tiếp nhận.`,
  broken: 'Liên kết này không đúng: có thể đã bị cắt khi chép. Hãy mở lại từ thư, hoặc đăng nhập.',
  over: 'Liên kết này đã hết hiệu lực. Hãy dùng thư mới nhất về sự cố, hoặc đăng nhập.',
  withdrawn:
    'Liên kết này không còn giá trị: nơi nhận thư không còn trong danh sách, hoặc tài khoản đã khóa.',
  nothingDone: 'Chưa có gì được ghi nhận.',
  more: 'Đăng nhập để xem trang của sự cố',
};
