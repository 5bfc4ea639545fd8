import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordHandedOut } from '#contracts/statements/handed-out.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeSigner, signPdf } from '#test/support/signed-pdf.ts';
import { statementOffice as office } from '#test/support/statement-office.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('what was issued', () => {
  test('is found again by its file alone, and a file with a changed byte is not on record', async () => {
    const { seal, run, about, file, ledger } = office();
    await seal('draft', 'draft.json');
    await run(
      'document',
      file('draft.json'),
      '--format',
      'docx,pdf,xlsx',
      '--out',
      file('out.pdf'),
      '--to',
      'a',
    );
    const changed = readFileSync(file('out.pdf'));
    changed[1000] = (changed[1000] ?? 0) ^ 1;
    writeFileSync(file('changed.pdf'), changed);

    for (const name of ['out.docx', 'out.pdf', 'out.xlsx']) {
      const { code, out } = await run('verify', file(name));
      expect(out).toContain('GREEN');
      expect(out).toMatch(
        new RegExp(
          `handed out: on \\S+ \\S+ as ${name} \\(\\w+\\) of cameras:2025-09, drafted, to a, by \\w+, row \\d+`,
        ),
      );
      expect(code).toBe(0);
    }
    const sealed = await run('verify', file('draft.json'));
    const unknown = await run('verify', file('changed.pdf'), '--lang', 'en');
    const shown = await about('show');
    const listed = await run('list');
    const whole = await runCamwatch('ledger', 'verify', '--full', '--ledger', ledger);

    expect(sealed.out).toMatch(
      /handed out: on .* as draft\.json \(JSON\) of cameras:2025-09, drafted, by an, row/,
    );
    expect([unknown.code, unknown.out.split('\n')[0]]).toEqual([
      1,
      `${file('changed.pdf')}: NOT ON RECORD: this ledger handed out no file with this content`,
    ]);
    expect(unknown.out).not.toContain('RED');
    expect(shown.out.match(/ as (draft\.json|out\.\w+) /g)).toHaveLength(4);
    expect(listed.out).toContain('4 files');
    expect(whole.code).toBe(0);
  });

  test('a PDF that was signed is what was handed out and a signature, and more than that is red', async () => {
    const { seal, run, file } = office();
    await seal('draft', 'draft.json');
    await run('document', file('draft.json'), '--format', 'pdf', '--out', file('to-sign.pdf'));
    const person = await makeSigner();
    const pdf = readFileSync(file('to-sign.pdf'));
    writeFileSync(file('signed.pdf'), await signPdf(pdf, person, { box: [300, 100, 302, 102] }));
    writeFileSync(
      file('forged.pdf'),
      await signPdf(pdf, person, { inCatalog: '/OpenAction << /S /JavaScript >>' }),
    );

    const good = await run('verify', file('signed.pdf'), '--lang', 'vi', '--trust', person.authorityFile);
    const bad = await run('verify', file('forged.pdf'), '--json');
    const another = await makeSigner({ cms: ['-nodetach'] });
    const letter = async () => await another.sign(Buffer.from('We meet at nine.'));
    writeFileSync(file('letter.pdf'), await signPdf(pdf, { sign: letter }));
    const ofLetter = await run('verify', file('letter.pdf'), '--json', '--trust', another.authorityFile);
    for (const signer of [person, another]) signer.remove();

    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toContain('chữ ký số trong tệp PDF: đúng');
    expect(good.out).toMatch(/người ký: O=Sở Khoa học và Công nghệ, CN=Nguyễn Văn A/);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({
      isGood: false,
      signed: { problems: ['/OpenAction of the catalog was changed'] },
    });
    expect(ofLetter.code).toBe(1);
    expect(JSON.parse(ofLetter.out)).toMatchObject({
      isGood: false,
      signed: { problems: ['no signature that can be read: it brings the text that it signs'] },
    });
  }, 60_000);

  test('is known by what another version wrote, and not by what this one would write', async () => {
    const { seal, run, file, ledger } = office();
    const { out } = await seal('draft', 'draft.json', '--json');
    const bytes = Buffer.from('%PDF-1.7 as an earlier version drew it');
    writeFileSync(file('earlier.pdf'), bytes);
    const decisions = openDecisions(ledger, { author: 'an', nowMs: Date.now });
    recordHandedOut(decisions, {
      id: 'cameras:2025-09',
      of: JSON.parse(out).sha256,
      version: '0.0.1',
      files: [{ name: 'earlier.pdf', format: 'pdf', sha256: sha256(bytes), sizeBytes: bytes.length }],
    });
    decisions.close();

    const { code, out: said } = await run('verify', file('earlier.pdf'), '--json');

    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      verdict: 'good',
      handedOut: [{ of: JSON.parse(out).sha256, file: { name: 'earlier.pdf' } }],
    });
  });
});
