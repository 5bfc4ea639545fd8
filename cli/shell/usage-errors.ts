import { inLanguage } from '../../core/language/in-language.ts';
import type { Language } from '../../core/language/language.ts';

/** What commander says of a command line that cannot be read, and the same in Vietnamese; words in quotation marks stay. */
const VIETNAMESE: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.+)'$/m, "lỗi: thiếu đối số bắt buộc '$1'"],
  [/^error: option '(.+)' argument missing$/m, "lỗi: tùy chọn '$1' thiếu giá trị"],
  [/^error: required option '(.+)' not specified$/m, "lỗi: thiếu tùy chọn bắt buộc '$1'"],
  [/^error: unknown option '(.+)'$/m, "lỗi: không có tùy chọn '$1'"],
  [/^error: unknown command '(.+)'$/m, "lỗi: không có lệnh '$1'"],
  [
    /^error: too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+)(: .*)?\.$/m,
    "lỗi: thừa đối số cho '$1': cần $2, nhận được $3$4.",
  ],
  [
    /^error: too many arguments\. Expected (\d+) arguments? but got (\d+)(: .*)?\.$/m,
    'lỗi: thừa đối số: cần $1, nhận được $2$3.',
  ],
  [
    /^error: option '(.+)' cannot be used with option '(.+)'$/m,
    "lỗi: tùy chọn '$1' không dùng cùng tùy chọn '$2'",
  ],
  [
    /^error: option '(.+)' argument '(.*)' is invalid\./m,
    "lỗi: giá trị '$2' của tùy chọn '$1' không hợp lệ.",
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.+)'\./m,
    "lỗi: giá trị '$1' của đối số '$2' không hợp lệ.",
  ],
  [/Allowed choices are (.+)\.$/m, 'Các giá trị được phép: $1.'],
  [/\(Did you mean one of (.+)\?\)/, '(Có phải một trong các từ sau: $1?)'],
  [/\(Did you mean (.+)\?\)/, '(Có phải $1?)'],
  [/^error: /, 'lỗi: '],
];

/** An error of usage in a language; what it has no words for, such as errors of a command of ours, stays as it is. */
export const sayUsage = (text: string, language: Language): string =>
  language === 'vi'
    ? VIETNAMESE.reduce((said, [pattern, words]) => said.replace(pattern, words), text)
    : text;

/** What is added below such an error. */
export const usageHint = inLanguage({
  vi: '(thêm --help để xem tùy chọn và ví dụ)',
  en: '(add --help for the options and examples)',
});
