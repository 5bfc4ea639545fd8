import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectArchive } from '#core/archives/inspect-archive.ts';
import { openFormFile } from '#plan/forms/reading/open-form-file.ts';
import { writeForm } from '#plan/forms/writing/write-form.ts';
import { wardForm } from '../../../../support/plan-form.ts';
import { zipOf } from '../../../../support/zip-of.ts';

const flawOf = async (bytes: Buffer) => {
  const opened = await openFormFile(bytes);
  return 'flaw' in opened ? opened.flaw : undefined;
};

const entriesOf = async (form: Parameters<typeof writeForm>[0]) => {
  const archive = inspectArchive(await writeForm(form), 10_000_000);
  const entries = archive.is === 'sound' ? [...archive.entries] : [];
  return Object.fromEntries(
    entries.filter(([path]) => !path.endsWith('/')).map(([path, data]) => [path, data.toString('utf8')]),
  );
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
    ['an empty file', Buffer.alloc(0), 'empty-file'],
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

  test.each([
    ['a row far below', '<sheetData><row r="4000000000"><c r="A4000000000"/></row></sheetData>'],
    ['a row whose number is written in another way', "<sheetData><row  x='>' r = '&#52;1'/></sheetData>"],
    ['a row above the first', '<sheetData><row r="-1"/></sheetData>'],
    ['a column far to the right', '<cols><col min="1" max="2000000000" width="9"/></cols>'],
    [
      'columns told again and again',
      `<cols>${'<col min="1" max="16384" width="9"/>'.repeat(1_000)}</cols><sheetData/>`,
    ],
    ['a remark that hides a row', '<sheetData><!-- <row r="1"/> --></sheetData>'],
  ])('refuses a sheet with %s at once', async (_name, inner) => {
    const sheet = `<worksheet>${inner}</worksheet>`;

    const bytes = zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': sheet });

    expect(await flawOf(bytes)).toMatchObject({
      code: 'broken',
      got: expect.stringContaining('xl/worksheets/sheet1.xml'),
    });
  });

  test.each([
    ["<mergeCell ref='A1:XFD1048576'/>"],
    ['<mergeCell ref="XFD1:A1048576"/>'],
    ['<mergeCell\tx=">" ref = "A1:XFD1048576"/>'],
    ['<mergeCell ref="whatever"/>'],
  ])('counts cells that are merged however it is written: %s', async (merge) => {
    const sheet = `<worksheet><mergeCells>${merge}</mergeCells></worksheet>`;

    const bytes = zipOf({ 'xl/workbook.xml': '<workbook/>', '/xl/x/../worksheets/sheet1.xml': sheet });

    expect(await flawOf(bytes)).toEqual({ code: 'merged-too-much' });
  });

  test('refuses a form of more cells than any unit has', async () => {
    const sheet = `<worksheet><sheetData>${'<c/>'.repeat(1_000_001)}</sheetData></worksheet>`;

    const bytes = zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': sheet });

    expect(await flawOf(bytes)).toEqual({ code: 'too-many-cells', of: '1000000', got: '1000001' });
  });

  test('reads no names: one of a whole sheet would be spelt out cell by cell', async () => {
    const name = "<definedName name='all'>Sheet1!$A$1:$XFD$1048576</definedName>";

    const entries = await entriesOf(wardForm());
    const workbook = String(entries['xl/workbook.xml']);
    const bytes = zipOf({
      ...entries,
      'xl/workbook.xml': workbook.replace('</sheets>', `</sheets><definedNames>${name}</definedNames>`),
    });

    expect(workbook).toContain('</sheets>');
    expect(await flawOf(bytes)).toBeUndefined();
  });

  test('unpacks nothing that its directory does not count', async () => {
    const entries = await entriesOf(wardForm());
    const bytes = zipOf({
      ...entries,
      'xl/more.xml': { packed: Buffer.from('no deflate'), claimedBytes: 9 },
    });
    const end = bytes.length - 22;
    bytes.writeUInt16LE(bytes.readUInt16LE(end + 10) - 1, end + 10);

    expect(await flawOf(bytes)).toBeUndefined();
  });
});
