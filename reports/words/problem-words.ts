import type { Language } from '../../core/language/language.ts';

/** What is found in files is worded in both languages; whoever reads it reads one. A line that is not known stays as it is. */
export function inOneLanguage(line: string, language: Language): string {
  const [head, rest] = splitHead(line, language);
  if (head !== '') return `${head}${inOneLanguage(rest, language)}`;
  const named = PLACED.reduce(
    (text, { vi, en }) => text.replace(`${vi} / ${en}`, { vi, en }[language]),
    line,
  );
  if (language === 'en') return named;
  const [behind] = BEHIND.exec(named) ?? [];
  if (behind !== undefined)
    return `sau phần PDF đã giao ra không chỉ có chữ ký hợp lệ: ${named.slice(behind.length).split('; ').map(behindInVietnamese).join('; ')}`;
  return inWords(named, IN_VIETNAMESE);
}

/** Of several sentences the first that it is. */
function inWords(text: string, sentences: readonly Sentence[]): string {
  const found = sentences.find(([pattern]) => pattern.test(text));
  return found ? text.replace(...found) : text;
}

/** What it begins with in one language, with the file and row it names, and the rest. */
function splitHead(line: string, language: Language): readonly [head: string, rest: string] {
  const pair = HEADS.find(({ vi, en }) => line.startsWith(`${vi} / ${en}`));
  if (!pair) return ['', line];
  const behind = line.slice(`${pair.vi} / ${pair.en}`.length);
  const [named = ''] = /^(?: \([^)]*\))?(?:: )?/u.exec(behind) ?? [];
  const row = named.replace('dòng / row', { vi: 'dòng', en: 'row' }[language]);
  return [`${pair[language]}${row}`, behind.slice(named.length)];
}

const HEADS = [
  { vi: 'không có trong số liệu', en: 'not in the figures' },
  { vi: 'đầu trang, chân trang, ghi chú', en: 'head, foot or note' },
  { vi: 'chữ ẩn', en: 'hidden text' },
  { vi: 'có thể che hoặc đổi số liệu', en: 'may cover or change figures' },
  { vi: 'lời thay cho hình', en: 'words in place of a picture' },
  { vi: 'tên trong tệp chỉ cái khác', en: 'names in the file stand for something else' },
  { vi: 'khó đọc', en: 'hard to read' },
  { vi: 'trang tính thêm vào', en: 'sheet added' },
  { vi: 'ô thêm vào', en: 'cell added' },
  { vi: 'chuyển chỗ hoặc thêm lời', en: 'moved, or with words added' },
  { vi: 'tệp khác với tệp đã phát hành', en: 'it is not the file that was issued' },
  { vi: 'khác bản đã phát hành', en: 'not as it was issued' },
  { vi: 'số liệu trong tệp không đối chiếu được', en: 'the figures in it cannot be compared' },
  {
    vi: 'chữ ký không phải chữ ký của bản đã phát hành',
    en: 'another signature than that of the file that was issued',
  },
  {
    vi: 'chữ ký thêm sau bản đã phát hành, không có trong sổ ghi',
    en: 'signatures behind the file that was issued, which are not on record',
  },
  { vi: 'đã được thay bằng tệp khác', en: 'another file was issued in its place' },
] as const;

/** Those that stand behind a place or a count. */
const PLACED = [
  { vi: 'không hiện như đã vẽ', en: 'not shown as it was drawn' },
  { vi: 'cỡ khác', en: 'of another size' },
  { vi: 'không có', en: 'none' },
  { vi: 'số', en: 'number' },
  { vi: 'tình trạng', en: 'state' },
  { vi: 'tên', en: 'name' },
  { vi: 'lời', en: 'words' },
  { vi: 'tại chỗ', en: 'in its place' },
  { vi: 'chuyển chỗ', en: 'moved' },
  { vi: 'hình', en: 'picture' },
  { vi: 'trang', en: 'page' },
  { vi: 'dòng', en: 'row' },
  { vi: 'chỗ khi ghi nhận', en: 'places when it was put on record' },
  {
    vi: 'xem chữ ký có che chữ nào không',
    en: 'see whether the signature covers a word (poppler is not there)',
  },
] as const;

/** Of what stands there several things are told at once. */
const BEHIND = /^behind the PDF that was handed out stands more than good signatures: /u;

type Sentence = readonly [RegExp, string];

const IN_VIETNAMESE: readonly Sentence[] = [
  [/^none of the figures stands in the document$/u, 'trong văn bản không có số liệu nào của báo cáo'],
  [
    /^the document names the figures of no file, expected (\S+)$/u,
    'văn bản không nêu bộ số liệu nào, cần là $1',
  ],
  [/^the document names the figures (\S+), expected (\S+)$/u, 'văn bản nêu bộ số liệu $1, cần là $2'],
  [
    /^the PDF is not the file that these figures give.*$/u,
    'tệp PDF không phải tệp lập từ số liệu này: đã bị sửa, hoặc do phiên bản khác lập',
  ],
  [
    /^a PDF that was not made from what was handed out.*$/u,
    'tệp PDF không lập từ tệp đã giao ra: cần người đọc lại',
  ],
  [/^page (\d+): (.*?)expected (".*?"), found nothing$/u, 'trang $1: $2cần $3, không thấy'],
  [/^page (\d+): (.*?)expected (".*?"), found /u, 'trang $1: $2cần $3, thấy '],
  [/: expected none, found (.*?) in "/u, ': không được có, thấy $1 ở "'],
  [/: expected (.*?), found none in "/u, ': cần $1, không thấy ở "'],
  [/: expected (.*?), found (.*?) in "/u, ': cần $1, thấy $2 ở "'],
  [/: expected (.*?), found nothing$/u, ': cần $1, để trống'],
  [/: expected (.*?), found /u, ': cần $1, thấy '],
  [
    /^row (\d+) of the ledger: it was made of the figures (\S+), not of (\S+)$/u,
    'dòng $1 của sổ ghi: tệp lập từ bộ số liệu $2, không phải $3',
  ],
  [/^expected the key (.*), got the key (\S+)$/u, 'cần khóa $1, đây là khóa $2'],
  [
    /^signed by a key that this ledger does not know: expected (.*), got (\S+); --fingerprint takes.*$/u,
    'niêm phong bằng khóa mà sổ ghi không biết: cần $1, đây là $2; khóa được báo bằng cách khác thì nêu bằng --fingerprint',
  ],
  [
    /^expected the chain to stand at row (\d+) \((\S+)\), got row (\d+) \((\S+)\)$/u,
    'chuỗi băm phải đến dòng $1 ($2), đây đến dòng $3 ($4)',
  ],
  [/^(.*): (.*) in the file, (.*) from the ledger$/u, '$1: trong tệp $2, theo sổ ghi $3'],
  [/^and (\d+) more$/u, 'và $1 số liệu nữa'],
  [
    /^every figure is the same, and names, dates or examples are not$/u,
    'số liệu giống nhau, nhưng tên, ngày hoặc ví dụ thì khác',
  ],
  [/^cannot be computed again: /u, 'không tính lại được: '],
  [
    /^the file was made by camwatch (\S+), this is (\S+): figures of another version may differ$/u,
    'tệp do camwatch $1 lập, đây là $2: số liệu của phiên bản khác có thể khác',
  ],
  [/^not compared: /u, 'chưa đối chiếu: '],
  [
    /^only the seal of the file itself was checked, and none of its figures with a ledger$/u,
    'chỉ kiểm tra niêm phong của chính tệp, chưa đối chiếu số liệu nào với sổ ghi',
  ],
  [
    /^anybody can seal a file with a key of his own: compare (\S+) with the fingerprint that was named to you$/u,
    'ai cũng có thể niêm phong bằng khóa của mình: đối chiếu $1 với dấu vân tay khóa đã được báo cho mình',
  ],
];

const behindInVietnamese = (text: string): string => inWords(text, BEHIND_A_PDF);

const BEHIND_A_PDF: readonly Sentence[] = [
  [/^bytes behind the last end of the file$/u, 'có dữ liệu sau phần cuối của tệp'],
  [/^no signature was added$/u, 'không có chữ ký nào'],
  [
    /^object (\d+) was changed or added, and is no part of a signature$/u,
    'đối tượng $1 bị sửa hoặc thêm vào, không thuộc chữ ký',
  ],
  [/^object (\d+) was changed$/u, 'đối tượng $1 bị sửa'],
  [/^object (\d+) was taken away$/u, 'đối tượng $1 bị bỏ'],
  [/^(\/\S+) of the page of object (\d+) was changed$/u, '$1 của trang (đối tượng $2) bị sửa'],
  [/^(\/\S+) of the catalog was changed$/u, '$1 của danh mục tệp bị sửa'],
  [/^the signature is not of the whole file$/u, 'chữ ký không bao trọn tệp'],
  [
    /^the signature does not belong to these bytes and this certificate$/u,
    'chữ ký không khớp với nội dung tệp và chứng thư',
  ],
  [/^the hash of the signature is weak or not known$/u, 'thuật toán băm của chữ ký yếu hoặc không rõ'],
  [/^the signature cannot be checked: /u, 'không kiểm tra được chữ ký: '],
  [/the signature covers /u, 'chữ ký che '],
  [/^a field or annotation was taken away$/u, 'một trường hoặc chú thích bị bỏ'],
];
