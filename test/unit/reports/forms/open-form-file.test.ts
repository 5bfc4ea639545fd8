import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFormFile } from '#reports/forms/open-form-file.ts';
import { writeForm } from '#reports/forms/write-form.ts';
import { wardForm } from '../../../support/plan-form.ts';
import { zipOf } from '../../../support/zip-of.ts';

const flawOf = async (bytes: Buffer) => {
  const opened = await openFormFile(bytes);
  return 'flaw' in opened ? opened.flaw : undefined;
};

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

describe('openFormFile', () => {
  test('opens a form', async () => {
    expect(await flawOf(await writeForm(wardForm()))).toBeUndefined();
  });

  test.each([
    ['an old workbook', Buffer.concat([OLE, Buffer.from('Workbook', 'utf16le')]), 'old-excel'],
    ['an encrypted one', Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]), 'with-password'],
    ['a text', Buffer.from('id,name\n'), 'no-workbook'],
    ['an empty file', Buffer.alloc(0), 'no-workbook'],
    ['an archive of something else', zipOf({ 'word/document.xml': '<w/>' }), 'no-workbook'],
    [
      'an OpenDocument spreadsheet',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
      'open-document',
    ],
    ['a workbook that is no XML', zipOf({ 'xl/workbook.xml': '<workbook' }), 'broken'],
  ])('tells what %s is', async (_name, bytes, code) => {
    expect(await flawOf(bytes)).toMatchObject({ code });
  });

  test('refuses a form that was cut off', async () => {
    const bytes = await writeForm(wardForm());

    expect(await flawOf(bytes.subarray(0, bytes.length - 500))).toMatchObject({ code: 'broken' });
  });

  test('refuses what unpacks to gigabytes, also where its directory says otherwise', async () => {
    const packed = deflateRawSync(Buffer.alloc(150_000_000));

    const bytes = zipOf({ 'xl/workbook.xml': { packed, claimedBytes: 10 } });

    expect(await flawOf(bytes)).toEqual({ code: 'unpacks-too-large', of: '100 MB' });
  });

  test('refuses a sheet whose merged cells would never end', async () => {
    const sheet = '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>';

    const bytes = zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': sheet });

    expect(await flawOf(bytes)).toEqual({ code: 'merged-too-much' });
  });
});
