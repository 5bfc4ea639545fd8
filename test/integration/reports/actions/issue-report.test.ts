import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readZip, writeZip } from '#core/archives/zip.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { bringUpToDate, type OldLedger, unpackOldLedger } from '#test/support/old-ledger.ts';
import { makeSigner, signPdf } from '#test/support/signed-pdf.ts';

let city: OldLedger;
const NAME = 'bao-cao-city-2025';

beforeAll(async () => {
  city = unpackOldLedger('reports-1');
  await bringUpToDate(city.path, Date.now());
});
afterAll(() => city.remove());

/** Written by the first test that asks for it. */
let isWritten = false;

beforeEach(async () => {
  if (isWritten) return;
  const format = ['--format', 'docx,pdf,xlsx', '--out', join(city.folder, 'out')];
  const { code } = await report('annual', '--year', '2025', ...format);
  isWritten = code === 0;
}, 60_000);

async function report(...args: readonly string[]) {
  return await runCamwatch('report', ...args, '--ledger', city.path, '--config', city.config);
}

async function asJson(...args: readonly string[]) {
  const { code, out, err } = await report(...args, '--json');
  return { code, err, ...(out === '' ? {} : JSON.parse(out)) };
}

const written = (ending: string) => join(city.folder, 'out', `${NAME}.${ending}`);
type Edit = (text: string) => string;

/** A DOCX with its words changed, beside the ledger. */
function edited(name: string, edit: Edit, from = written('docx')): string {
  const path = join(city.folder, name);
  const parts = readZip(readFileSync(from)).map(({ path: part, data }) => ({
    path: part,
    data: part === 'word/document.xml' ? Buffer.from(edit(Buffer.from(data).toString('utf8'))) : data,
  }));
  writeFileSync(path, writeZip(parts));
  return path;
}

/** What a clerk does: fills in a place of dots. */
const filled: Edit = (text) => text.replace(/\[số văn bản[^\]]*\]|……/, '45');

describe('a report that is issued', () => {
  test('its files, edited or not, go on record with what was found of their figures, and are found again', async () => {
    const docx = edited('signed.docx', filled);
    const said = ['--number', '45/BC-SKHCN', '--date', '2025-11-28', '--signed-by', 'Nguyễn Văn A'];

    const first = await asJson('issue', docx, written('pdf'), written('xlsx'), ...said);
    const again = await asJson('issue', docx, ...said);

    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.files.map((file: object) => Reflect.get(file, 'issued'))).toEqual([
      expect.objectContaining({ figures: 'equal', problems: [], number: '45/BC-SKHCN', date: '2025-11-28' }),
      expect.objectContaining({ figures: 'equal', problems: [], signedBy: 'Nguyễn Văn A' }),
      expect.objectContaining({ figures: 'equal', problems: [] }),
    ]);
    expect(first.files[0].issued.equal).toBeGreaterThan(400);
    expect(again.files).toMatchObject([{ isNew: false, sha256: first.files[0].sha256 }]);

    const { code, out } = await report('verify', docx);
    expect(code).toBe(0);
    expect(out).toContain('as it was issued number 45/BC-SKHCN of 2025-11-28');
    expect(await verifyLedger(city.path, { scope: 'full', attachments: 'check' })).toMatchObject({
      problems: [],
    });
  }, 60_000);

  test('a copy of it that was changed later is red, whatever was changed', async () => {
    const docx = edited('signed.docx', filled);
    const changed = edited(
      'later.docx',
      (text) => text.replace('KẾT QUẢ THỰC HIỆN', 'KẾT QUẢ, TIẾN ĐỘ THỰC HIỆN'),
      docx,
    );

    const before = await asJson('verify', changed);
    await asJson('issue', docx, '--number', '45/BC-SKHCN');
    const { code, printed } = await asJson('verify', changed);

    expect(before.printed.problems.length + code).toBeGreaterThan(0);
    expect(code).toBe(1);
    expect(printed.problems).toContainEqual(
      expect.stringMatching(/^khác bản đã phát hành .*signed\.docx, dòng \/ row \d+\): .*KẾT QUẢ THỰC HIỆN/),
    );
  }, 60_000);

  test('one whose figures differ is on record as that, and red ever after', async () => {
    const docx = edited('forged.docx', (text) => text.replaceAll('>60<', '>90<'));

    const { code, files } = await asJson('issue', docx, '--number', '46/BC-SKHCN');
    const verified = await asJson('verify', docx);

    expect(code).toBe(1);
    expect(files).toMatchObject([{ isNew: true, issued: { figures: 'differ' } }]);
    expect(files[0].issued.problems).toContainEqual(expect.stringContaining('expected 60, found 90'));
    expect(verified).toMatchObject({
      code: 1,
      printed: { isGood: false, problems: files[0].issued.problems },
    });
  }, 60_000);

  test('a scan is taken where it is said of which report it is, and its figures are left to a person', async () => {
    const scan = join(city.folder, 'scan.pdf');
    writeFileSync(scan, '%PDF-1.4\nof a scanner\n%%EOF\n');

    const refused = await asJson('issue', written('pdf'), scan);
    const { code, files } = await asJson('issue', scan, '--report', 'city:2025', '--number', '47/BC-SKHCN');
    const verified = await asJson('verify', scan);

    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain(
      'names no figures; where it is one all the same, such as a scan, say of which',
    );
    expect(code).toBe(0);
    expect(files).toMatchObject([
      { report: 'city:2025', isNew: true, issued: { figures: 'not-comparable' } },
    ]);
    expect(verified).toMatchObject({ code: 0, printed: { problems: [] } });
    expect(verified.printed.toRead[0]).toContain('không đối chiếu được');
  }, 60_000);

  test('a PDF that an official signed is what was handed out and a signature, and is green; more than that is red', async () => {
    const person = await makeSigner();
    const [signed, forged] = ['signed.pdf', 'forged.pdf'].map((name) => join(city.folder, name));
    if (signed === undefined || forged === undefined) throw new Error('expected two paths');
    const pdf = readFileSync(written('pdf'));
    writeFileSync(signed, await signPdf(pdf, person));
    writeFileSync(forged, await signPdf(pdf, person, { inPage: '/Rotate 180' }));

    const before = await report('verify', signed, '--trust', person.authorityFile);
    const bad = await report('verify', forged);
    expect(before.out).toMatch(
      /document: good.*, \d+ figures equal\n +compared with what was handed out: bao-cao-/,
    );
    const { files } = await asJson('issue', signed, '--number', '48/BC-SKHCN');
    const after = await asJson('verify', signed);
    person.remove();

    expect(before.code).toBe(0);
    expect(before.out).toContain('signed by O=Sở Khoa học và Công nghệ, CN=Nguyễn Văn A, on ');
    expect(before.out).toContain('certificate of CN=Authority of tests;');
    expect(before.out).toMatch(
      /signed behind what was handed out on \S+ \S+ \(\+07:00\): bao-cao-city-2025\.pdf/,
    );
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/\/Rotate of the page of object \d+ was changed/);
    expect(files).toMatchObject([
      { issued: { figures: 'equal', signedBy: 'O=Sở Khoa học và Công nghệ, CN=Nguyễn Văn A' } },
    ]);
    expect(after).toMatchObject({ code: 0, printed: { isGood: true } });
  }, 60_000);

  test('another content under its number is refused, unless it says what it replaces and why; both are named', async () => {
    const said = ['--number', '50/BC-SKHCN'];
    const mended = ['--number', '050/bc-skhcn', '--replaces', '50/BC-SKHCN', '--reason', 'mended page 3'];
    const [first, second] = ['first', 'second'].map((name) =>
      edited(`${name}.docx`, (text) => filled(text).replace('KẾT QUẢ THỰC HIỆN', `KẾT QUẢ ${name}`)),
    );
    if (first === undefined || second === undefined) throw new Error('expected two paths');
    await asJson('issue', first, ...said);

    const refused = await asJson('issue', second, '--number', '50/bc-skhcn');
    const inVietnamese = await asJson('issue', second, ...said, '--lang', 'vi');
    const unfounded = await asJson('issue', second, ...said, '--replaces', '50/BC-SKHCN');
    const taken = await asJson('issue', second, ...mended);
    const again = await asJson('issue', second, ...mended);
    const [old, now] = [await asJson('verify', first), await asJson('verify', second)];
    const { out } = await report('verify', second);

    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toMatch(
      /another file of city:2025 was issued under the number 50\/BC-SKHCN \(first\.docx, row \d+, SHA-256/,
    );
    expect(inVietnamese.err).toContain(
      'tệp khác của city:2025 đã phát hành với số 50/BC-SKHCN (first.docx, dòng',
    );
    expect(unfounded.err).toContain('expected --replaces and --reason');
    expect(taken).toMatchObject({
      code: 0,
      files: [{ issued: { replaces: { rows: [expect.any(Number)], reason: 'mended page 3' } } }],
    });
    expect(again.files).toMatchObject([{ isNew: false }]);
    expect(old).toMatchObject({ code: 1, printed: { isGood: false } });
    expect(old.printed.problems[0]).toContain('another file was issued in its place: second.docx');
    expect(now).toMatchObject({ code: 0, isOtherThanIssued: false });
    expect(out).toMatch(/first\.docx, .*mended page 3/);
  }, 60_000);

  test('what is found is told in one language, and what a person has to read as well', async () => {
    const docx = edited('words.docx', (text) =>
      filled(text).replace('KẾT QUẢ THỰC HIỆN', 'KẾT QUẢ, 7 VIỆC THỰC HIỆN'),
    );
    const forged = edited('words-forged.docx', (text) => text.replaceAll('>60<', '>90<'));
    const BOTH = / \/ (?:not|number|state|name|row|picture|good|BAD|may|moved)/u;

    const issued = await report('issue', docx, '--number', '53/BC-SKHCN', '--lang', 'vi');
    const verified = await report('verify', docx, '--lang', 'vi');
    const red = await report('verify', forged, '--lang', 'vi');
    const english = await report('verify', docx, '--lang', 'en');

    expect(issued.out).toMatch(/ở chỗ đối chiếu được, còn chỗ cần người đọc lại, [\d.]+ số liệu đúng/);
    expect(verified.out).toContain('văn bản: đúng ở chỗ đối chiếu được, còn chỗ cần người đọc lại');
    expect(verified.out).toContain('khóa niêm phong số liệu: đúng');
    expect(red.out).toMatch(/: cần 60, thấy 90 ở "/);
    expect(english.out).toContain('not in the figures: ');
    for (const { out } of [issued, verified, red, english]) expect(out).not.toMatch(BOTH);
  }, 60_000);

  test('a PDF with another signature than the one that was issued is red', async () => {
    const [person, other] = [await makeSigner(), await makeSigner()];
    const [issued, alike, more] = ['issued.pdf', 'alike.pdf', 'more.pdf'].map((name) =>
      join(city.folder, name),
    );
    if (issued === undefined || alike === undefined || more === undefined) throw new Error('expected paths');
    const pdf = readFileSync(written('pdf'));
    writeFileSync(issued, await signPdf(pdf, person));
    writeFileSync(alike, await signPdf(pdf, other));
    person.remove();
    other.remove();
    const rows = (await asJson('verify', written('pdf'))).issues.flatMap(
      ({ row, replacedBy }: { row: { seq: number; file: { format: string } }; replacedBy?: object }) =>
        row.file.format === 'pdf' && !replacedBy ? [row.seq] : [],
    );
    for (const seq of rows)
      await asJson('issue', issued, '--number', '51/BC-SKHCN', '--replaces', `${seq}`, '--reason', 'test');
    if (rows.length === 0) await asJson('issue', issued, '--number', '51/BC-SKHCN');

    const { code, printed, isOtherThanIssued } = await asJson('verify', alike);

    expect(code).toBe(1);
    expect(isOtherThanIssued).toBe(true);
    expect(printed.problems[0]).toContain('another signature than that of the file that was issued');
  }, 60_000);

  test.each([
    ['x.docx', 'none of its figures stand'],
    ['y.docx', 'expected a .docx file'],
    ['y.xlsx', 'expected a .xlsx file'],
    ['y.pdf', 'expected a PDF file'],
  ])('%s, which is no document of the report that it is said to be, is refused', async (name, expected) => {
    const path = join(city.folder, name);
    if (name === 'x.docx')
      edited(name, (text) => text.replace(/<w:body>.*<\/w:body>/su, '<w:body><w:p/></w:body>'));
    else writeFileSync(path, 'hello');

    const { code, err } = await asJson('issue', path, '--report', 'city:2025', '--number', '52/BC-SKHCN');

    expect(code).toBe(1);
    expect(err).toContain(expected);
  });

  test.each([
    ['no document', 'x.txt', [], 'expected a .docx, .pdf or .xlsx file'],
    [
      'of another report than is said',
      `out/${NAME}.docx`,
      ['--report', 'month:2025-10'],
      'expected a file of month:2025-10, got one of city:2025',
    ],
    [
      'of a report that was never handed out',
      'x.pdf',
      ['--report', 'city:2031'],
      'expected a report that this ledger handed out, got city:2031',
    ],
  ])('a file that is %s is refused', async (_name, name, more, expected) => {
    const path = join(city.folder, name);
    if (name.startsWith('x.')) copyFileSync(join(city.config, 'plan.yaml'), path);

    const { code, err } = await asJson('issue', path, ...more);

    expect(code).toBe(1);
    expect(err).toContain(expected);
  });
});
