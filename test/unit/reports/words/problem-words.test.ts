import { describe, expect, test } from 'vitest';
import { inOneLanguage } from '#reports/words/problem-words.ts';

describe('what is found in a file', () => {
  test.each([
    [
      'khác bản đã phát hành / not as it was issued (a.docx, dòng / row 5): chữ ẩn / hidden text: 12 / 34',
      'not as it was issued (a.docx, row 5): hidden text: 12 / 34',
      'khác bản đã phát hành (a.docx, dòng 5): chữ ẩn: 12 / 34',
    ],
    [
      'Thân báo cáo: tình trạng / state: expected ▲, found none in "II.1"',
      'Thân báo cáo: state: expected ▲, found none in "II.1"',
      'Thân báo cáo: tình trạng: cần ▲, không thấy ở "II.1"',
    ],
    [
      'behind the PDF that was handed out stands more than good signatures: object 9 was changed; no signature was added',
      'behind the PDF that was handed out stands more than good signatures: object 9 was changed; no signature was added',
      'sau phần PDF đã giao ra không chỉ có chữ ký hợp lệ: đối tượng 9 bị sửa; không có chữ ký nào',
    ],
    [
      'page 3: expected "201", found nothing',
      'page 3: expected "201", found nothing',
      'trang 3: cần "201", không thấy',
    ],
    [
      'Thân báo cáo: lời / words: expected tại chỗ / in its place, found chuyển chỗ / moved in "II.1"',
      'Thân báo cáo: words: expected in its place, found moved in "II.1"',
      'Thân báo cáo: lời: cần tại chỗ, thấy chuyển chỗ ở "II.1"',
    ],
    [
      'hình / picture 0a1b2c3d…: không hiện như đã vẽ / not shown as it was drawn: wp:docPr hidden=1',
      'picture 0a1b2c3d…: not shown as it was drawn: wp:docPr hidden=1',
      'hình 0a1b2c3d…: không hiện như đã vẽ: wp:docPr hidden=1',
    ],
    ['Sở A / Sở B: 12 camera', 'Sở A / Sở B: 12 camera', 'Sở A / Sở B: 12 camera'],
  ])('%s is told in one language, and the words of a file stay', (line, en, vi) => {
    expect([inOneLanguage(line, 'en'), inOneLanguage(line, 'vi')]).toEqual([en, vi]);
  });
});
