import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readZip, writeZip } from '#core/archives/zip.ts';
import { checkPrinted } from '#reports/actions/check-printed.ts';
import { readFigures } from '#reports/actions/write-report.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { convertByOffice } from '#test/support/office.ts';
import { bringUpToDate, type OldLedger, unpackOldLedger } from '#test/support/old-ledger.ts';

/** A DOCX that an earlier version handed out, as people edit it, and as forgers do: test/fixtures/ledgers/README.md. */
let old: OldLedger;
const LATER_MS = Date.UTC(2026, 11, 1);
const NAME = 'bao-cao-city-2025';

beforeAll(async () => {
  old = unpackOldLedger('reports-1');
  await bringUpToDate(old.path, LATER_MS);
});
afterAll(() => old.remove());

const fileOf = (ending: string) => join(old.folder, 'sealed', `${NAME}.${ending}`);
type Edit = (content: string) => string;

/** The DOCX with some of its parts changed. */
function edited(edits: Readonly<Record<string, Edit>>, name = 'edited.docx'): string {
  const path = join(old.folder, name);
  const parts = readZip(readFileSync(fileOf('docx'))).map(({ path: part, data }) => {
    const edit = edits[part];
    return { path: part, data: edit ? Buffer.from(edit(Buffer.from(data).toString('utf8'))) : data };
  });
  writeFileSync(path, writeZip(parts));
  return path;
}

const bodyWith = (edit: Edit) => edited({ 'word/document.xml': edit });

async function verify(file: string, ...more: readonly string[]) {
  const where = ['--ledger', old.path, '--config', old.config];
  const { code, out, err } = await runCamwatch('report', 'verify', file, ...where, '--json', ...more);
  return { code, err, problems: out === '' ? [] : JSON.parse(out).printed.problems };
}

/** Of its words alone, without the ledger. */
const against = (file: string) =>
  checkPrinted({
    file,
    bytes: readFileSync(file),
    figures: readFigures(fileOf('json')),
    original: readFileSync(fileOf('docx')),
  });
/** Swaps two texts wherever they stand. */
const swap =
  (a: string, b: string): Edit =>
  (text) =>
    text.replaceAll(a, '\u0000').replaceAll(b, a).replaceAll('\u0000', b);

describe('an edited DOCX of an earlier version, beside the one that was handed out', () => {
  test('is not compared without it: this version would draw another', async () => {
    const { code, err } = await verify(bodyWith((text) => text.replace('Tình trạng: ', 'Hiện trạng: ')));

    expect(code).toBe(1);
    expect(err).toContain('which this version draws otherwise; name it with --original');
  });

  test('is not compared with another file in its place', async () => {
    const file = bodyWith((text) => text.replace('Tình trạng: ', 'Hiện trạng: '));
    const { code, err } = await verify(
      file,
      '--original',
      edited({ 'word/document.xml': (text) => text.replace('Kết', 'kết') }, 'other.docx'),
    );

    expect(code).toBe(1);
    expect(err).toContain('got one that the ledger does not know as that');
  });

  test('is green with words around the figures changed, and these are told', async () => {
    const { isGood, problems, toRead } = await against(
      bodyWith((text) => text.replaceAll('Tình trạng: ', 'Hiện trạng: ')),
    );

    expect({ isGood, problems }).toEqual({ isGood: true, problems: [] });
    expect(toRead).toEqual([
      'Thân báo cáo: Tình trạng: đã hoàn thành.',
      'Thân báo cáo: Tình trạng: đang triển khai, tiến độ theo đơn vị báo cáo 60 %.',
      'Thân báo cáo: Tình trạng: đang triển khai, tiến độ theo đơn vị báo cáo 40 %. Đã lắp 12/20 camera.',
      expect.stringContaining('Hiện trạng: đã hoàn thành.'),
      expect.stringContaining('Hiện trạng: đang triển khai'),
      expect.stringContaining('Hiện trạng: đang triển khai'),
    ]);
  });

  test('tells a sentence that was added, whether or not it has a number', async () => {
    const added = 'Sở Khoa học và Công nghệ làm tốt mọi việc được giao.';
    const { isGood, toRead } = await against(
      bodyWith((text) => text.replace('<w:body>', `<w:body><w:p><w:r><w:t>${added}</w:t></w:r></w:p>`)),
    );

    expect(isGood).toBe(true);
    expect(toRead).toEqual([`không có trong số liệu / not in the figures: ${added}`]);
  });

  test.each<readonly [string, Edit, readonly string[]]>([
    [
      'a figure',
      (text) => text.replace('>60<', '>90<'),
      ['expected 60, found 90 in "Tình trạng: đang triển khai'],
    ],
    [
      'a date',
      (text) => text.replace('ngày 10/07/2025, sau thời hạn', 'ngày 20/06/2025, trong thời hạn'),
      ['expected 10, found 20', 'expected 07, found 06', 'expected sau thời hạn, found trong thời hạn'],
    ],
    [
      'the state of a task',
      (text) => text.replace('đang triển khai</w:t>', 'đã hoàn thành</w:t>'),
      ['tình trạng / state: expected đang triển khai, found đã hoàn thành'],
    ],
    [
      'the state of a task, and its sentence',
      (text) =>
        text
          .replace('đang triển khai</w:t>', 'đã hoàn thành</w:t>')
          .replace(', tiến độ theo đơn vị', ', theo đơn vị'),
      ['tình trạng / state: expected đang triển khai, found đã hoàn thành'],
    ],
    [
      'a unit of a table',
      (text) => text.replaceAll('>Công an<', '>Ủy ban nhân dân xã B<'),
      ['tên / name: expected Công an, found Ủy ban nhân dân xã B'],
    ],
    [
      'a number and the words beside it',
      (text) => text.replace('>20<', '>12<').replace('Kế hoạch xác định nhu cầu ', 'Kế hoạch nêu nhu cầu '),
      ['expected 20, found 12'],
    ],
  ])('is red with %s changed', async (_name, edit, expected) => {
    const { isGood, problems } = await against(bodyWith(edit));

    expect(isGood).toBe(false);
    for (const text of expected) expect(problems).toContainEqual(expect.stringContaining(text));
  });

  test('is red with a chart of another time, two charts in each other’s places, or a drawing in one', async () => {
    const relations = 'word/_rels/document.xml.rels';
    const swapped = await against(edited({ [relations]: swap('image1.png', 'image2.png') }));
    const other = await against(edited({ 'word/media/image1.png': () => 'another' }));

    const drawn = await against(
      bodyWith((text) =>
        text.replace(
          /<a:blip ([^>]*)\/>/,
          '<a:blip $1><asvg:svgBlip xmlns:asvg="urn:x" r:embed="rId9"/></a:blip>',
        ),
      ),
    );

    for (const { isGood, problems } of [swapped, other, drawn]) {
      expect(isGood).toBe(false);
      expect(problems).toContainEqual(expect.stringContaining('hình / picture: expected'));
    }
  });

  test('is green as LibreOffice writes it again', async () => {
    const again = join(old.folder, 'again.docx');
    writeFileSync(again, await convertByOffice(readFileSync(fileOf('docx')), 'docx', 'docx'));

    expect(await against(again)).toMatchObject({ isGood: true, problems: [], toRead: [] });
  }, 120_000);

  test('is red with other words for those who do not see a chart', async () => {
    const { isGood, problems } = await against(bodyWith((text) => text.replaceAll('92,57', '99,57')));

    expect(isGood).toBe(false);
    expect(problems).toContainEqual(
      expect.stringMatching(/^lời thay cho hình \/ words in place of a picture: Bản đồ ô: .* Huyện B: 99,57/),
    );
  });

  test.each<readonly [string, Edit, string]>([
    ['cropped', (text) => text.replace('<a:srcRect/>', '<a:srcRect l="40000"/>'), 'a:srcRect l=40000'],
    [
      'stretched beyond its frame',
      (text) => text.replace('<a:fillRect/>', '<a:fillRect l="-900000"/>'),
      'a:fillRect l=-900000',
    ],
    ['hidden', (text) => text.replace('<wp:docPr ', '<wp:docPr hidden="1" '), 'wp:docPr hidden=1'],
    [
      'of another size',
      (text) => text.replaceAll('cx="5580000"', 'cx="400000"'),
      'of another size: 400000 × ',
    ],
    [
      'cut off by its line',
      (text) =>
        text
          .replace(
            '<w:r><w:drawing>',
            '<w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr><w:r><w:drawing>',
          )
          .replace(
            /<w:pPr>(?:(?!<w:pPr>).)*<\/w:pPr>(?=<w:pPr><w:spacing w:line="240" w:lineRule="exact"\/><\/w:pPr><w:r><w:drawing>)/,
            '',
          ),
      'w:spacing lineRule=exact',
    ],
    [
      'replaced behind another name for the same',
      (text) => text.replace('<a:blip ', '<a:blip xmlns:r="urn:x" '),
      'names in the file stand for something else: word/document.xml: xmlns:r=urn:x',
    ],
  ])('is red with a chart that is %s', async (_name, edit, problem) => {
    const { isGood, problems } = await against(bodyWith(edit));

    expect(isGood).toBe(false);
    expect(problems).toContainEqual(expect.stringContaining(problem));
  });

  test('is red with the words of two charts in each other’s places', async () => {
    const { isGood, problems } = await against(
      bodyWith((text) => {
        const [first = '', second = ''] = [...text.matchAll(/descr="[^"]+" title="[^"]+"/g)].map(
          ([words]) => words,
        );
        return swap(first, second)(text);
      }),
    );

    expect(isGood).toBe(false);
    expect(problems).toEqual([
      expect.stringContaining('words in place of a picture'),
      expect.stringContaining('words in place of a picture'),
    ]);
  });

  test('is read by a person where something else than its words was changed', async () => {
    const { isGood, toRead } = await against(
      edited({
        'word/document.xml': (text) =>
          text.replace('<w:cantSplit/>', '<w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/>'),
        'word/header2.xml': (text) =>
          text.replace('</w:p>', '<w:r><w:t>Mọi nhiệm vụ đã hoàn thành</w:t></w:r></w:p>'),
      }),
    );

    expect(isGood).toBe(true);
    expect(toRead).toEqual([
      'đầu trang, chân trang, ghi chú / head, foot or note: Mọi nhiệm vụ đã hoàn thành',
      'có thể che hoặc đổi số liệu / may cover or change figures: w:trHeight val=300 hRule=exact (1)',
    ]);
  });

  test('a workbook is held to the one that was handed out, cell by cell', async () => {
    const path = join(old.folder, 'edited.xlsx');
    const parts = readZip(readFileSync(fileOf('xlsx'))).map(({ path: part, data }) => ({
      path: part,
      data: part.endsWith('/sheet2.xml')
        ? Buffer.from(Buffer.from(data).toString('utf8').replace('"D2" s="3"><v>3<', '"D2" s="3"><v>77<'))
        : data,
    }));
    writeFileSync(path, writeZip(parts));

    const { code, problems } = await verify(path, '--original', fileOf('xlsx'));

    expect(code).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/!D2: expected 3, found 77$/)]);
  });
});
