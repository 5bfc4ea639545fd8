import { expect, test } from 'vitest';
import { decodeText } from '#config/files/read-text.ts';

test.each([
  ['plain', Buffer.from('Nút giao'), 'Nút giao'],
  ['marked', Buffer.from('\ufeffNút giao'), 'Nút giao'],
  ['decomposed', Buffer.from('Nút giao'.normalize('NFD')), 'Nút giao'],
  ['empty', Buffer.alloc(0), ''],
])('decodeText reads %s UTF-8', (_name, bytes, text) => {
  expect(decodeText(bytes)).toEqual({ ok: true, text });
});

test.each([
  ['UTF-16, big endian', Buffer.from('\ufeffid', 'utf16le').swap16(), 1, 'UTF-16'],
  ['UTF-16, little endian', Buffer.from('\ufeffid', 'utf16le'), 1, 'UTF-16'],
  [
    'Windows-1258 in line 3',
    Buffer.from('id\na\nN\xfat', 'latin1'),
    3,
    'bytes of another encoding, such as Windows-1258',
  ],
])('decodeText refuses %s', (_name, bytes, line, got) => {
  expect(decodeText(bytes)).toEqual({
    ok: false,
    line,
    message: `expected UTF-8 (in a spreadsheet: save as "CSV UTF-8"), got ${got}`,
  });
});
