import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { sayUsage } from '#cli/shell/usage-errors.ts';

/** What commander itself says of a command line, in each language. */
function told(...words: readonly string[]): readonly [en: string, vi: string] {
  let said = '';
  const show = new Command('show')
    .argument('<number>', 'of the claim')
    .requiredOption('--by <party>', 'who')
    .option('--reason <text>', 'why')
    .addOption(new Option('--status <status>', 'only these').choices(['filed', 'accepted']))
    .exitOverride()
    .configureOutput({
      outputError: (text) => {
        said = text;
      },
    })
    .action(() => undefined);
  expect(() => new Command('claim').addCommand(show).parse(words, { from: 'user' })).toThrow();
  return [sayUsage(said, 'en'), sayUsage(said, 'vi')];
}

test.each([
  [['show', '--by', 'x'], "missing required argument 'number'", "thiếu đối số bắt buộc 'number'"],
  [['show', '1'], "required option '--by <party>' not specified", "thiếu tùy chọn bắt buộc '--by <party>'"],
  [
    ['show', '1', '--by', 'x', '--reason'],
    "option '--reason <text>' argument missing",
    "tùy chọn '--reason <text>' thiếu giá trị",
  ],
  [
    ['show', '1', '--by', 'x', '--reasom', 'y'],
    "unknown option '--reasom'\n(Did you mean --reason?)",
    "không có tùy chọn '--reasom'\n(Có phải --reason?)",
  ],
  [
    ['show', '1', '2', '--by', 'x'],
    "too many arguments for 'show'. Expected 1 argument but got 2: 1, 2.",
    "thừa đối số cho 'show': cần 1, nhận được 2: 1, 2.",
  ],
  [
    ['show', '1', '--by', 'x', '--status', 'open'],
    "option '--status <status>' argument 'open' is invalid. Allowed choices are filed, accepted.",
    "giá trị 'open' của tùy chọn '--status <status>' không hợp lệ. Các giá trị được phép: filed, accepted.",
  ],
])('a command line that cannot be read is told in both languages: %j', (words, en, vi) => {
  expect(told(...words)).toEqual([`error: ${en}\n`, `lỗi: ${vi}\n`]);
});
