import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSignedPdf } from '#documents/check/signed-pdf/check-signed-pdf.ts';
import { pdfEnds } from '#documents/check/signed-pdf/pdf-ends.ts';
import { readAuthorities } from '#documents/check/signed-pdf/trust-certificate.ts';
import { unpackOldLedger } from '#test/support/old-ledger.ts';
import { runProgram } from '#test/support/run-program.ts';
import { makeSigner, RSA, signPdf, type TestSigner, type UpdateWish } from '#test/support/signed-pdf.ts';

const dir = mkdtempSync(join(tmpdir(), 'camwatch-signed-'));
let person: TestSigner;
let chief: TestSigner;
let pdf: Buffer;

beforeAll(async () => {
  const old = unpackOldLedger('reports-1');
  pdf = readFileSync(join(old.folder, 'sealed/bao-cao-agency-cong-an-2025.pdf'));
  old.remove();
  [person, chief] = await Promise.all([makeSigner(), makeSigner({ subject: '/CN=Trần Thị B', key: RSA })]);
});
afterAll(() => {
  for (const signer of [person, chief]) signer.remove();
  rmSync(dir, { recursive: true });
});

const check = (bytes: Buffer, authorityFile?: string) =>
  checkSignedPdf(bytes, pdf.length, {
    authorities: authorityFile === undefined ? [] : readAuthorities(readFileSync(authorityFile, 'utf8')),
    nowMs: Date.now(),
  });

/** As poppler sees it: our own reading alone would prove little. */
async function byPoppler(bytes: Buffer): Promise<string> {
  const path = join(dir, 'signed.pdf');
  writeFileSync(path, bytes);
  const { out } = await runProgram('pdfsig', ['-nocert', path], 'poppler-utils');
  return out;
}

/** Where nothing is written on the first page. */
const BOX = [300, 20, 500, 50];

/** One on the first page that is a word alone, and its place as a field has it. */
async function wordWithoutNumber(): Promise<{ readonly box: readonly number[]; readonly word: string }> {
  const path = join(dir, 'plain.pdf');
  writeFileSync(path, pdf);
  const { out } = await runProgram('pdftotext', ['-bbox', '-l', '1', path, '-'], 'poppler-utils');
  const height = Number(/<page width="[\d.]+" height="([\d.]+)"/.exec(out)?.[1]);
  const [, left, top, right, bottom, word = ''] =
    /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\p{L}{4,})</u.exec(out) ?? [];
  return { box: [Number(left), height - Number(bottom), Number(right), height - Number(top)], word };
}

describe('a PDF that was signed', () => {
  test.each<readonly [string, UpdateWish, object]>([
    ['unseen', {}, {}],
    ['on its first page', { box: BOX }, { seen: { page: 1, box: BOX } }],
    [
      'with a thin border',
      { box: BOX, inField: '/Border [0 0 0] /BS << /W 1.5 /S /S >>' },
      { seen: { page: 1, box: BOX } },
    ],
    [
      'as poppler does it, which leaves empty looks behind',
      {
        more: [
          { number: 'new', generation: 1, body: '<</Length 0 /Subtype /Form >> stream\r\n\r\nendstream\r\n' },
        ],
      },
      {},
    ],
    [
      'by a program that keeps a number',
      { table: (written) => written.replace(/(?<=\/Size )\d+/, (size) => `${Number(size) + 1}`) },
      {},
    ],
    ['as PAdES', { subFilter: 'ETSI.CAdES.detached' }, {}],
  ])('%s is the file and a signature, and its signer is named', async (_name, wish, seen) => {
    const signed = await signPdf(pdf, person, wish);

    expect(await check(signed)).toEqual({
      ...{ problems: [], toRead: [] },
      signers: [
        expect.objectContaining({
          subject: 'O=Sở Khoa học và Công nghệ, CN=Nguyễn Văn A',
          issuer: 'CN=Authority of tests',
          trust: { is: 'not-checked' },
          signedMs: expect.any(Number),
          ...seen,
        }),
      ],
    });
    expect(await byPoppler(signed)).toContain('Signature Validation: Signature is Valid.');
    expect(await byPoppler(signed)).toContain('Total document signed');
  });

  test('by two, one after the other, names both', async () => {
    const signed = await signPdf(await signPdf(pdf, person, { box: BOX }), chief);

    const { signers, problems } = await check(signed);

    expect(problems).toEqual([]);
    expect(signers.map(({ subject }) => subject)).toEqual([
      'O=Sở Khoa học và Công nghệ, CN=Nguyễn Văn A',
      'CN=Trần Thị B',
    ]);
  });

  test('by poppler, twice, with lists that are objects of their own', async () => {
    const bytes = readFileSync(new URL('../../../fixtures/signed/poppler-twice.pdf', import.meta.url));
    const [length = 0, ...ends] = pdfEnds(bytes);

    const { signers, problems } = await checkSignedPdf(bytes, length, { authorities: [], nowMs: Date.now() });

    expect([ends.length, problems]).toEqual([2, []]);
    // Its signatures do not say when, the dictionaries around them do.
    expect(signers).toMatchObject([
      { subject: 'CN=Nguyen Van A', signedMs: expect.any(Number) },
      { subject: 'CN=Nguyen Van A', signedMs: expect.any(Number) },
    ]);
  });

  test('is held to the authorities that are named', async () => {
    const signed = await signPdf(pdf, person);

    expect((await check(signed, person.authorityFile)).signers).toMatchObject([
      { trust: { is: 'trusted', authority: 'CN=Authority of tests' } },
    ]);
    expect(await check(signed, chief.authorityFile)).toMatchObject({
      problems: [expect.stringContaining('was issued by none of the authorities that were named')],
    });
  });

  test('with a byte changed in it, or in what was signed, is not', async () => {
    const signed = await signPdf(pdf, person);
    const changed = Buffer.from(signed);
    changed[signed.indexOf('/Reason (Ky') + 10] = 0x4b;

    expect((await check(changed)).problems).toEqual([
      expect.stringContaining("Message digest doesn't match"),
    ]);
  });

  test('by a hash that is weak is not', async () => {
    const weak = await makeSigner({ cms: ['-md', 'sha1'] });
    const signed = await signPdf(pdf, weak);
    weak.remove();

    expect((await check(signed)).problems).toContain('the hash of the signature is weak or not known');
  });
});

describe('a PDF to which more than a signature was added', () => {
  const page = () => Number(/\n(\d+) 0 obj\s*<<\s*\/Type \/Page\b/.exec(pdf.toString('latin1'))?.[1]);
  const newNumber = () => Number([...pdf.toString('latin1').matchAll(/\/Size (\d+)/g)].at(-1)?.[1]) + 3;
  const contents = () => Number(/\/Type \/Page\b.*?\/Contents (\d+) 0 R/s.exec(pdf.toString('latin1'))?.[1]);

  test.each<readonly [string, () => UpdateWish, RegExp]>([
    [
      'a page with other contents',
      () => ({ inPage: '/Rotate 180' }),
      /^\/Rotate of the page of object \d+ was changed$/,
    ],
    [
      'other contents of a page',
      () => ({ more: [{ number: contents(), body: '<< /Length 0 >>\nstream\n\nendstream' }] }),
      /^object \d+ was changed or added, and is no part of a signature$/,
    ],
    [
      'an object that nothing needs',
      () => ({ more: [{ number: 'new', body: '(x)' }] }),
      /^object \d+ was changed or added/,
    ],
    [
      'a note on a page',
      () => ({
        inPage: '',
        more: [{ number: 'new', body: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] >>' }],
      }),
      /^object \d+ was changed or added/,
    ],
    [
      'a script that runs when it is opened',
      () => ({ inCatalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }),
      /^\/OpenAction of the catalog was changed$/,
    ],
    [
      'a script in the field',
      () => ({ inField: '/AA << /E << /S /JavaScript >> >>' }),
      /^\/AA in the signature field$/,
    ],
    ['a link in the field', () => ({ inField: '/MK << /URI (http://x) >>' }), /^\/URI in the signature$/],
    ['an attached file', () => ({ inCatalog: '/AF [1 0 R]' }), /^\/AF of the catalog was changed$/],
    ['bytes that are no object', () => ({ stray: 'x ' }), /^expected an object at \d+$/],
    [
      'layers that can be switched',
      () => ({ inCatalog: '/OCProperties << >>' }),
      /^\/OCProperties of the catalog was changed$/,
    ],
    [
      'a number that was free',
      () => ({ more: [{ number: 0, body: '<</Length 0>> stream\n\nendstream' }] }),
      /^object 0 takes a number that was free$/,
    ],
    [
      'a page of its own',
      () => ({ more: [{ number: page() + 100_000, body: '<< /Type /Page >>' }] }),
      /^object \d+ was changed or added/,
    ],
  ])('is red with %s', async (_name, wish, problem) => {
    const signed = await signPdf(pdf, person, wish());

    expect((await check(signed)).problems).toEqual([expect.stringMatching(problem)]);
  });

  const hidden = (number: number) => `${number} 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n`;
  const inTrailer = (more: string) => (table: string) => table.replace('/Root', `${more} /Root`);

  test.each<readonly [string, () => UpdateWish, string]>([
    [
      'an object twice in its table',
      () => ({
        table: (written) => written.replace('xref\n', `xref\n${page()} 1\n0000000100 00000 n \n`),
      }),
      'stands twice in the table',
    ],
    [
      'an object within the looks of the signature',
      () => ({ box: BOX, drawn: hidden(contents()) }),
      'an object or a table within another object',
    ],
    [
      'a table within the looks of the signature',
      () => ({ box: BOX, drawn: 'startxref\n9\n%' }),
      'an object or a table within another object',
    ],
    [
      'an object in a remark',
      () => ({ stray: `% ${hidden(contents()).replaceAll('\n', ' ')}\n` }),
      'expected an object',
    ],
    [
      'an object that holds objects',
      () => ({
        ...{ box: BOX, inLook: `/PieceInfo ${newNumber()} 0 R` },
        more: [
          {
            number: newNumber(),
            body: '<< /Type /ObjStm /N 1 /First 4 /Length 8 >>\nstream\n9 0 (xx)\nendstream',
          },
        ],
      }),
      'holds objects',
    ],
    [
      'a size that leaves objects out',
      () => ({ table: (written) => written.replace(/\/Size \d+/, '/Size 5') }),
      'as /Size',
    ],
    ['a table for other readers', () => ({ table: inTrailer('/XRefStm 100') }), '/XRefStm in the trailer'],
    ['a key', () => ({ table: inTrailer('/Encrypt 1 0 R') }), '/Encrypt in the trailer'],
    [
      'another table before it',
      () => ({ table: (written) => written.replace(/\/Prev \d+/, '/Prev 15') }),
      '/Prev does not lead to the table before',
    ],
    [
      'a table before it that some readers do not find',
      () => ({ table: (written) => written.replace(/(\/Prev \d+)/, '$1.0') }),
      '/Prev does not lead to the table before',
    ],
    [
      'a table that is far from the end',
      () => ({ table: (written) => written.replace('startxref\n', `startxref\n${' '.repeat(2_000)}`) }),
      'startxref does not lead',
    ],
    [
      'a page of which the contents are not found',
      () => ({ page: (body) => body.replace(/(\/Contents \d+) 0 R/, '$1 1 R') }),
      'a reference to another generation',
    ],
    [
      'a table that names another generation',
      () => ({ table: (written) => written.replace(' 00000 n', ' 00001 n') }),
      'is where it is not',
    ],
    [
      'looks that are nowhere',
      () => ({ box: BOX, inLook: '/PieceInfo 99999 0 R' }),
      'object 99999 is missing',
    ],
    [
      'an object of a page as a second widget',
      () => ({ page: (body) => body.replace('/Annots [', `/Annots [${contents()} 0 R `) }),
      'expected one signature field, found 2',
    ],
  ])('is red with %s', async (_name, wish, problem) => {
    const signed = await signPdf(pdf, person, wish());

    expect((await check(signed)).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('is red with another update behind the signature, whether it is signed or not', async () => {
    const signed = await signPdf(pdf, person);
    const start = signed.toString('latin1').lastIndexOf('startxref');
    const table = /startxref\s+(\d+)/.exec(signed.toString('latin1').slice(start))?.[1];
    const root = /\/Root (\d+) 0 R/.exec(pdf.toString('latin1'))?.[1];
    const size = [...signed.toString('latin1').matchAll(/\/Size (\d+)/g)].at(-1)?.[1];
    const more = `\nxref\n0 0\ntrailer\n<< /Size ${size} /Root ${root} 0 R /Prev ${table} >>\nstartxref\n${signed.length + 1}\n%%EOF\n`;

    expect((await check(Buffer.concat([signed, Buffer.from(more)]))).problems).toEqual([
      'expected one signature field, found 0',
    ]);
    expect((await check(Buffer.concat([signed, Buffer.from('% and more')]))).problems).toEqual([
      'bytes behind the last end of the file',
    ]);
  });

  test('is red with a signature that is seen over a number', async () => {
    const { problems } = await check(await signPdf(pdf, person, { box: [0, 0, 590, 840] }));

    expect(problems).toEqual([expect.stringMatching(/^trang \/ page 1: the signature covers .*\d/)]);
  });

  test('is red with a signature that is seen over a word, however its field says where and when', async () => {
    const { box, word } = await wordWithoutNumber();
    const covers = `trang / page 1: the signature covers ${word}`;

    expect((await check(await signPdf(pdf, person, { box }))).problems).toEqual([covers]);
    expect((await check(await signPdf(pdf, person, { box, flags: 36 }))).problems).toEqual([covers]);
    for (const rect of [`${page()} 0 R`, `[${page()} 0 R ${box.slice(1).join(' ')}]`])
      expect((await check(await signPdf(pdf, person, { box, rect }))).problems).toEqual([
        'expected four numbers as /Rect',
      ]);
  });

  test('is red with a signature that is seen over the line below the title, where no word is', async () => {
    const { problems } = await check(await signPdf(pdf, person, { box: [240, 629, 390, 635] }));

    expect(problems).toEqual(['trang / page 1: the signature covers (a drawing or a line)']);
  });

  test('is red with a signature that grows where the page is shown smaller', async () => {
    const { problems } = await check(await signPdf(pdf, person, { box: BOX, flags: 132 + 8 }));

    expect(problems).toEqual(['a signature that is not always seen where it says']);
  });

  test('is red with a signature that brings a text of its own, and is of that text', async () => {
    const attached = await makeSigner({ cms: ['-nodetach'] });
    const of = (text: string) => ({ sign: async () => await attached.sign(Buffer.from(text)) });
    const { problems } = await check(await signPdf(pdf, of('We meet at nine.')));
    attached.remove();

    expect(problems).toEqual(['no signature that can be read: it brings the text that it signs']);
  });

  test.each<readonly [string, (digits: string) => string, string]>([
    ['bytes', (digits) => digits.replace(/0{16}$/, 'DEADBEEFDEADBEEF'), 'something else stands behind'],
    ['spaces', (digits) => digits.replace(/0{6}$/, '      '), 'hexadecimal digits alone'],
    ['half a byte', (digits) => digits.replace(/00$/, '0 '), 'hexadecimal digits alone'],
  ])('is red with %s in the room behind a signature, which nobody signed', async (_name, fill, problem) => {
    const text = (await signPdf(pdf, person)).toString('latin1');
    const filled = text.replace(/(?<=\/Contents <)[\da-f]+(?=>)/i, fill);

    expect(filled).toHaveLength(text.length);
    expect((await check(Buffer.from(filled, 'latin1'))).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('is red with a signature that is written as a plain text', async () => {
    const text = (await signPdf(pdf, person)).toString('latin1');
    const plain = text.replace(/(?<=\/Contents )<([\da-f]+)>/i, (all, digits: string) => {
      const bytes = Buffer.from(digits.replace(/(00)+$/, ''), 'hex').toString('latin1');
      return `(${bytes.replaceAll(/[()\\]/g, 'x').padEnd(all.length - 2, '0')})`;
    });

    expect((await check(Buffer.from(plain, 'latin1'))).problems).toEqual([
      'the signature is not written in hexadecimal digits alone',
    ]);
  });

  test.each([
    ['a screen of spaces', ' '.repeat(60_000)],
    ['a second line break', '\n\n'],
  ])('is red with %s behind its last end', async (_name, more) => {
    const signed = await signPdf(pdf, person);

    expect((await check(Buffer.concat([signed, Buffer.from(more)]))).problems).toEqual([
      'bytes behind the last end of the file',
    ]);
  });

  test('is red where the signature is of less than the file', async () => {
    const signed = await signPdf(pdf, person);
    const text = signed
      .toString('latin1')
      .replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, (all, ...[a, b, c]) =>
        `/ByteRange [0 ${a} ${b} ${Number(c) - 30}]`.padEnd(all.length),
      );

    expect((await check(Buffer.from(text, 'latin1'))).problems).toEqual([
      'the signature is not of the whole file',
    ]);
  });
});

test('the ends of a PDF are those of the file, and of what was signed behind it', async () => {
  const signed = await signPdf(pdf, person);

  expect(pdfEnds(pdf)).toEqual([pdf.length]);
  expect(pdfEnds(signed)).toEqual([pdf.length, signed.length]);
});
