import type { ResendTexts } from './resend-texts-en.ts';

export const resendTextsVi: ResendTexts = {
  nothing: 'không có điểm đo nào bị để riêng',
  found: (points) => `để riêng: ${points} điểm đo`,
  resent: ({ points, written, expired, refused }) =>
    `để riêng: ${points} điểm đo; vừa ghi: ${written}; quá cũ đối với InfluxDB: ${expired}; lại bị từ chối: ${refused}`,
  reason: (points, reason, first) => `  ${points}: ${reason}\n    đầu tiên: ${first}`,
};
