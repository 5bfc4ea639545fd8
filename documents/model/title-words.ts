/** Words of two syllables that a line of a title does not break: the second syllable alone means nothing. */
const WORDS = [
  ...['giám sát', 'tập trung', 'hệ thống', 'địa bàn', 'thành phố', 'hoạt động', 'tình hình', 'kết quả'],
  ...['triển khai', 'thực hiện', 'nhiệm vụ', 'báo cáo', 'văn bản', 'kiểm tra', 'tập huấn', 'đề xuất'],
  ...['nghiên cứu', 'đơn vị', 'thiết bị', 'khả dụng', 'thấp nhất', 'cao nhất', 'địa điểm', 'lưu ý'],
  ...['đường truyền', 'đầu ghi', 'quản lý', 'sử dụng', 'đôn đốc', 'đề nghị', 'hoàn thiện', 'bổ sung'],
  ...[
    'nội dung',
    'biểu mẫu',
    'gián đoạn',
    'thời gian',
    'Hà Nội',
    String.raw`năm \d+`,
    String.raw`tháng \d\S*`,
  ],
];

const BLANKS = new RegExp(`(?<=^|[^\\p{L}])(?:${WORDS.join('|')})(?=[^\\p{L}]|$)`, 'giu');

/** A title whose lines break between words, not inside them: blanks inside a word do not break. */
export const keepTitleWords = (title: string): string =>
  title.replace(BLANKS, (word) => word.replace(' ', '\u00a0'));
