import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createClaimCity } from '#test/support/claim-city.ts';
import { statementOffice } from '#test/support/statement-office.ts';

test('a claim is written as a paper in both formats and languages, and never over another file', async () => {
  const { run, at, path } = await createClaimCity();
  const folder = dirname(path);
  const file = ['--device', 'cam-1', '--from', at(0), '--to', at(3), '--cause', 'power-cut'];
  await run('claim', 'file', ...file, '--by', 'a', '--author', 'an', '--evidence', 'Notice of EVN');

  const written = await run('claim', 'document', '1', '--format', 'docx,pdf', '--out', folder);
  const again = await run('claim', 'document', '1', '--format', 'pdf', '--out', folder);
  const unknown = await run('claim', 'document', '9', '--out', folder, '--lang', 'vi');
  const wrong = await run('claim', 'document', '1', '--format', 'xlsx', '--out', folder);

  const [docx, pdf] = [join(folder, 'claim-1-en.docx'), join(folder, 'claim-1-en.pdf')];
  expect(written).toMatchObject({ code: 0, out: `${docx}\n${pdf}\n` });
  expect(readFileSync(docx, 'latin1').slice(0, 2)).toBe('PK');
  expect(readFileSync(pdf, 'latin1').slice(0, 5)).toBe('%PDF-');
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('got: a file that is there already') });
  expect(unknown).toMatchObject({
    code: 1,
    err: 'camwatch: cần số của đề nghị có trong sổ ghi, nhận được "9"\n',
  });
  expect(wrong.err).toContain('expected some of docx, pdf, separated by commas');
  expect(existsSync(join(folder, 'claim-9.docx'))).toBe(false);
});

test('an objection is written as a paper, and one that there is not is refused', async () => {
  const { seal, about, file } = statementOffice();
  await seal('draft', 'draft.json');
  await about('object', '--by', 'a', '--author', 'b', '--entity', 'cam-1', '--why', 'mất điện');

  const written = await about('objection', '1', '--format', 'pdf', '--out', file('objection.pdf'));
  const unknown = await about('objection', '2', '--out', file('other.pdf'));

  expect(written).toMatchObject({ code: 0, out: `${file('objection.pdf')}\n` });
  expect(readFileSync(file('objection.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-');
  expect(unknown).toMatchObject({
    code: 1,
    err: 'camwatch: cameras:2025-09: expected the number of an objection, of which there are 1, got "2"\n',
  });
});
