import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readZip } from '#core/archives/zip.ts';
import { statementOffice as office } from '#test/support/statement-office.ts';

/** The words of a DOCX, one after the other. */
function wordsOf(file: string): string {
  const document = readZip(readFileSync(file)).find(({ path }) => path === 'word/document.xml');
  const xml = Buffer.from(document?.data ?? []).toString('utf8');
  return xml.replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]*>/g, '');
}

describe('camwatch statement document', () => {
  test('writes every format of a sealed file, the same bytes each time', async () => {
    const { seal, run, file } = office();
    await seal('draft', 'draft.json');
    for (const folder of ['one', 'two']) mkdirSync(file(folder));

    const one = await run('document', file('draft.json'), '--format', 'pdf,docx,xlsx', '--out', file('one'));
    const two = await run('document', file('draft.json'), '--format', 'docx,xlsx,pdf', '--out', file('two'));

    const names = ['docx', 'xlsx', 'pdf'].map((format) => `cameras-2025-09-draft.${format}`);
    expect([one.code, one.err]).toEqual([0, '']);
    expect(one.out.trim().split('\n')).toEqual(names.map((name) => file(`one/${name}`)));
    expect(two.code).toBe(0);
    for (const name of names)
      expect(readFileSync(file(`two/${name}`)).equals(readFileSync(file(`one/${name}`)))).toBe(true);
  });

  test('writes a translation beside the document that is signed, and verify finds both again', async () => {
    const { seal, run, file } = office();
    await seal('draft', 'draft.json');
    for (const folder of ['plain', 'vi', 'en']) mkdirSync(file(folder));
    const write = (folder: string, ...args: readonly string[]) =>
      run('document', file('draft.json'), '--format', 'docx,xlsx,pdf', '--out', file(folder), ...args);

    const done = [await write('plain'), await write('vi', '--lang', 'vi'), await write('en', '--lang', 'en')];

    expect(done.map(({ code, err }) => [code, err])).toEqual(Array(3).fill([0, '']));
    for (const format of ['docx', 'xlsx', 'pdf']) {
      const signed = readFileSync(file(`vi/cameras-2025-09-draft.${format}`));
      const translated = file(`en/cameras-2025-09-draft-en.${format}`);
      const verified = await run('verify', translated);
      expect(readFileSync(file(`plain/cameras-2025-09-draft.${format}`)).equals(signed)).toBe(true);
      expect(readFileSync(translated).equals(signed)).toBe(false);
      expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('GREEN')]);
    }
    const words = wordsOf(file('en/cameras-2025-09-draft-en.docx'));
    expect(words).toContain('This document is a translation for reference.');
    expect(words).toContain('SOCIALIST REPUBLIC OF VIET NAM');
    expect(words).toContain('(Only the Vietnamese document is signed)');
    expect(words).not.toMatch(/Bảng đối soát|Phụ lục|Ghi chú/);
  });

  test('ties the paper to what is on record, with objections that came since', async () => {
    const { seal, about, file } = office();
    const { out } = await seal('draft', 'draft.json', '--json');
    const { sha256, fingerprint } = JSON.parse(out);
    const objected = await about(
      'object',
      '--by',
      'a',
      '--line',
      '1',
      '--why',
      'the power was cut',
      '--author',
      'an',
    );

    expect([objected.code, objected.err]).toEqual([0, '']);
    const written = await about('document', '--out', file('draft.docx'));

    const words = wordsOf(file('draft.docx'));
    expect(written.code).toBe(0);
    expect(words).toContain(sha256);
    expect(words).toContain(fingerprint);
    expect(words).toContain('Số 1, ghi nhận');
    expect(words).toContain('the power was cut');
    expect(words).toContain('Các khoản còn tranh chấp: số 1.');
  });

  test('prints nothing of a file whose seal is broken, and writes over nothing', async () => {
    const { seal, run, file } = office();
    await seal('draft', 'draft.json');
    const text = readFileSync(file('draft.json'), 'utf8');
    writeFileSync(file('changed.json'), text.replace('"total":"45000"', '"total":"45001"'));
    writeFileSync(file('there.docx'), 'mine');

    const broken = await run(
      ...['document', file('changed.json'), '--lang', 'en', '--out', file('changed.docx')],
    );
    const there = await run('document', file('draft.json'), '--lang', 'en', '--out', file('there.docx'));
    const neither = await run('document');

    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(
      /changed\.json: expected a sealed statement as it was written, got: hash: expected /,
    );
    expect(there.code).toBe(1);
    expect(there.err).toBe(
      `camwatch: ${file('there.docx')}: expected a new file to write to, got: a file that is there already\n`,
    );
    expect(readFileSync(file('there.docx'), 'utf8')).toBe('mine');
    expect([neither.code, neither.err]).toEqual([
      2,
      'error: expected the sealed file, or --contract and --period\n',
    ]);
  });
});
