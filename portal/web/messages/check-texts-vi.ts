import type { CheckTexts } from './check-texts.ts';

export const checkTextsVi: CheckTexts = {
  button: 'Kiểm tra ngay',
  about: 'Hỏi thiết bị ngay bây giờ, ngoài lịch đo.',
  heading: (device) => `Kiểm tra ngay: ${device}`,
  underWay: (since) => `Đang hỏi thiết bị, từ ${since}. Trang tự cập nhật; thiết bị im lặng mất đến 45 giây.`,
  none: 'Chưa có lần kiểm tra nào trong 10 phút qua.',
  finished: (at, took) => `Hỏi lúc ${at}, trong ${took}.`,
  noState:
    'Kết quả này không đổi trạng thái và không được ghi vào sổ: trạng thái do các lần đo theo lịch quyết định.',
  milliseconds: (count) => `${count} ms`,
  seconds: (count) => `${count} giây`,
  trace: 'Chi tiết kỹ thuật, nguyên văn tiếng Anh',
  by: (means) => `bằng ${means}`,
  steps: { sent: 'gửi', received: 'nhận', noted: 'ghi chú' },
  failures: {
    'nothing-to-ask': 'Thiết bị không có địa chỉ, hoặc hồ sơ của nó không có phép đo nào.',
    'too-long': 'Thiết bị không trả lời xong trong thời gian cho phép.',
    failed: 'Không hỏi được thiết bị: nhật ký của camwatch có chi tiết.',
  },
  refused: {
    'too-soon': 'Thiết bị này vừa được kiểm tra xong: hãy đợi 10 giây rồi thử lại.',
    'too-many': 'Bạn đã kiểm tra 6 thiết bị trong một phút: hãy đợi một chút.',
    busy: 'Đang có 3 thiết bị được kiểm tra cùng lúc: hãy đợi một chút.',
  },
  back: 'Về trang thiết bị',
};
