import { expect, test } from 'vitest';
import { citeDocument, LegalBasisSchema } from '#plan/definition/cited-document.ts';

const PLAN = {
  type: 'Kế hoạch',
  number: '77/KH-UBND',
  date: '2025-03-18',
  issuer: 'Ủy ban nhân dân thành phố Hà Nội',
  subject: 'Triển khai Đề án',
};

test('a legal basis in parts is written out as a first citation, one that is a text stays as it is', () => {
  expect(LegalBasisSchema.parse(PLAN)).toBe(
    'Căn cứ Kế hoạch số 77/KH-UBND ngày 18 tháng 3 năm 2025 của Ủy ban nhân dân thành phố Hà Nội về việc triển khai Đề án',
  );
  expect(LegalBasisSchema.parse('Căn cứ Luật Giao dịch điện tử')).toBe('Căn cứ Luật Giao dịch điện tử');
});

test('a legal basis in parts needs all of them', () => {
  const { subject: _, ...nameless } = PLAN;

  expect(LegalBasisSchema.safeParse(nameless).success).toBe(false);
});

test.each([
  ['Về công tác văn thư', 'về công tác văn thư'],
  ['về việc tạm dừng', 'về việc tạm dừng'],
  ['Tạm dừng', 'về việc tạm dừng'],
  ['AI trong xử lý hình ảnh', 'về việc AI trong xử lý hình ảnh'],
])('what it is about is told as a clerk does: %s', (subject, told) => {
  expect(citeDocument({ number: '1/QĐ', date: '2025-01-05', subject })).toBe(
    `Văn bản số 1/QĐ ngày 05 tháng 01 năm 2025 ${told}`,
  );
});
