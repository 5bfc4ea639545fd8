import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { markOf } from '#plan/drafts/cell-text.ts';
import { FORM_SHEETS } from '#plan/forms/form-sheets.ts';
import { rowsOnPage } from '#portal/papers/questions/draft-sheet.ts';
import { fillForm, write } from '#test/support/fill-form.ts';
import { drafting } from './draft-desk.ts';
import { plannedCity, textOf } from './planned-city.ts';

const MONEY = { source: 'Ngân sách', allocated: '1.500.000.000', disbursed: '1,5 tỷ' };

async function wardDesk() {
  const city = await plannedCity();
  return { ...city, ward: drafting(await city.person('agency', 'ward'), 'ward') };
}

describe('a form that is filled in on the page', () => {
  it('is a draft of its unit until it is handed in, and goes on record as the file that it is', async () => {
    const { ward, person } = await wardDesk();
    expect(textOf((await ward.open('funding')).text)).toContain('Nguồn kinh phí');
    const saved = await ward.save('funding', { 'mới 1': MONEY });
    expect([saved.status, saved.to]).toEqual([303, expect.stringContaining('done=yes')]);
    const again = await ward.open('funding');
    expect(again.cells.get('mới 1 allocated')).toBe('1.500.000.000');
    expect(again.cells.get('mới 1 disbursed')).toBe('1.500.000.000');
    expect(textOf((await (await person('dost')).read('/plan/registers/funding')).text)).not.toContain(
      'Ngân sách',
    );

    const checked = textOf((await ward.check()).text);
    expect(checked).toContain('Không có chỗ sai');
    expect(checked).toContain('Ghi sổ 1 mục');
    expect(checked).toMatch(/Kinh phí, 4 mới 1 Nguồn kinh phí – Ngân sách/);
    const done = await ward.handIn();
    expect([done.status, done.to]).toEqual([303, expect.stringContaining('/receipt?done=recorded')]);
    const receipt = await ward.read('receipt');
    expect(textOf(receipt.text)).toMatch(
      /Đã ghi sổ biểu mẫu của UBND phường Ba Đình.*đúng hạn.*Nguồn kinh phí: 1/,
    );
    const [, file = ''] = /href="(\/plan\/forms\/2025\/ward\/files\/[0-9a-f]{64})"/.exec(receipt.text) ?? [];
    expect((await ward.read('files/'.concat(file.slice(-64)))).text.slice(0, 2)).toBe('PK');
    expect((await ward.read(`files/${'f'.repeat(64)}`)).status).toBe(404);
    const after = await ward.open('funding');
    expect(after.cells.get('funding:ward-2025-1 source')).toBe('Ngân sách');
    expect(textOf(after.text)).toContain('Chưa nhập gì khác với sổ ghi');
  });

  it('tells what is wrong by its cell, keeps it, and takes nothing until it is mended', async () => {
    const { ward } = await wardDesk();
    await ward.save('funding', {
      'mới 1': { source: 'Vốn sự nghiệp', allocated: 'nhiều' },
      'mới 2': { allocated: '2.500', note: '<script>alert(1)</script>=1+1' },
    });
    const page = await ward.open('funding');
    expect(page.cells.get('mới 1 allocated')).toBe('nhiều');
    expect(page.cells.get('mới 2 note')).toBe('<script>alert(1)</script>=1+1');
    expect(page.text).not.toContain('<script>alert');
    expect(textOf(page.text)).toContain('3 chỗ cần sửa trong trang tính này');
    expect(page.text).toMatch(/id="cell-E4"[^>]*aria-invalid="true"/);
    expect(page.text).toMatch(/id="cell-B5"[^>]*aria-invalid="true"/);
    const wrong = await ward.open('funding', '&show=wrong');
    expect(wrong.rows).toEqual(['mới 1', 'mới 2']);

    const checked = await ward.check();
    expect(textOf(checked.text)).toMatch(/3 chỗ cần sửa.*Kinh phí · E4 · Được giao \(đồng\)/);
    expect(checked.text).not.toContain('name="seen"');
    const { token } = page;
    const refused = await ward.send(`${ward.path}/hand-in`, { token, seen: 'x' });
    expect([refused.status, textOf(refused.text).includes('3 chỗ cần sửa')]).toEqual([409, true]);
    expect((await ward.read('receipt')).status).toBe(404);

    await ward.save('funding', { 'mới 1': { allocated: '2.500' }, 'mới 2': { source: 'Khác' } });
    const asked = textOf((await ward.open('funding')).text);
    expect(asked).toContain('Cần xác nhận');
    await ward.save('funding', {
      'mới 1': { confirmed: 'Có' },
      'mới 2': { allocated: '', note: '', source: '' },
    });
    expect((await ward.handIn()).status).toBe(303);
  });

  it('is filled in by two at once: nothing is lost, and the second is told what the first wrote in the same cell', async () => {
    const { ward, person } = await wardDesk();
    const dost = drafting(await person('dost'), 'ward');
    const [mine, theirs] = [await ward.open('documents'), await dost.open('documents')];
    const first = { number: '1/UBND', date: '3/9/2025', subject: 'Rà soát' };
    expect((await ward.save('documents', { 'mới 1': first }, { seen: mine })).status).toBe(303);
    const second = await dost.save(
      'documents',
      { 'mới 1': { number: '2/SKHCN' }, 'mới 2': { ...first, number: '3/SKHCN' } },
      { seen: theirs },
    );
    expect(second.status).toBe(409);
    expect(textOf(second.text)).toContain('1 ô đã bị thay đổi');
    expect(textOf(second.text)).toContain('agency.ward đã ghi "1/UBND" vào ô này');
    expect(second.cells.get('mới 1 number')).toBe('2/SKHCN');
    const now = await ward.open('documents');
    expect([now.cells.get('mới 1 number'), now.cells.get('mới 1 date')]).toEqual(['1/UBND', '03/09/2025']);
    expect(now.cells.get('mới 2 number')).toBe('3/SKHCN');
    expect((await dost.save('documents', {}, { seen: second })).status).toBe(303);
    expect((await ward.open('documents')).cells.get('mới 1 number')).toBe('2/SKHCN');
    // The button back, and sent again: what was typed stands there already.
    expect((await ward.save('documents', { 'mới 1': { subject: 'Rà soát' } }, { seen: mine })).status).toBe(
      303,
    );
  });

  it('says of hand-overs that they wait, and keeps them to be seen once it is handed in', async () => {
    const { person } = await wardDesk();
    const police = drafting(await person('agency', 'police'), 'police');
    const handover = { thing: 'cam-1', to: 'UBND phường Ba Đình', at: '18/11/2025', document: '05/BB-CA' };
    await police.save('handovers', { 'mới 1': handover, 'mới 2': { thing: 'cam-99' } });
    const wrong = textOf((await police.check()).text);
    expect(wrong).toContain('Các dòng còn sai chưa được tính');
    expect(wrong).not.toContain('không mục nào thay đổi');
    await police.save('handovers', { 'mới 2': { thing: '' } });
    expect(textOf((await police.check()).text)).toContain('Bàn giao: 1, có hiệu lực khi quản trị viên');
    expect((await police.handIn()).status).toBe(303);
    const { text } = await police.read('receipt');
    expect(textOf(text)).toMatch(
      /Bàn giao: 1, .*cam-1 UBND phường Ba Đình 18\/11\/2025 05\/BB-CA chờ quản trị viên ghi vào danh mục/,
    );
    expect(text).toContain('href="/plan/handovers"');
  });

  it('is handed in once, by whoever is first', async () => {
    const { ward, person } = await wardDesk();
    const dost = drafting(await person('dost'), 'ward');
    await ward.save('funding', { 'mới 1': MONEY });
    const [, seen = ''] = /name="seen" value="([^"]*)"/.exec((await ward.check()).text) ?? [];
    const sent = await Promise.all([ward.handIn({ seen }), dost.handIn({ seen }), ward.handIn({ seen })]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(sent.map(({ to }) => /done=(\w+)/.exec(to)?.[1]).sort()).toEqual([
      'recorded',
      'unchanged',
      'unchanged',
    ]);
    expect(textOf((await ward.read('receipt?done=unchanged')).text)).toMatch(
      /không ghi thêm lần nữa.*Lần gửi 1/,
    );
    // Nothing is left of the draft, and what is on record is not handed in again.
    expect(textOf((await ward.check()).text)).toContain('Nội dung ở đây đã được gửi');
  });

  it('is not handed in as another than was looked at, and keeps what was typed meanwhile', async () => {
    const { ward } = await wardDesk();
    await ward.save('funding', { 'mới 1': MONEY });
    const [, seen = ''] = /name="seen" value="([^"]*)"/.exec((await ward.check()).text) ?? [];
    await ward.save('funding', { 'mới 2': { source: 'Xã hội hóa' } });
    const late = await ward.handIn({ seen });
    expect([late.status, textOf(late.text).includes('chưa gửi gì')]).toEqual([409, true]);
    expect(late.text).toContain('Xã hội hóa');
    expect((await ward.handIn()).status).toBe(303);
  });

  it('may say that there is nothing to report, and has more rows than it came with', async () => {
    const { ward } = await wardDesk();
    await ward.save('guide', { nothing: { nothing: 'Có' } });
    expect(textOf((await ward.check()).text)).toContain('không có nội dung báo cáo');
    const last = { source: 'Dòng cuối', allocated: '5.000.000' };
    await ward.save('funding', { 'mới 30': last }, { look: '&page=2' });
    expect(textOf((await ward.check()).text)).toMatch(/1 chỗ cần sửa .*Hướng dẫn · B10/);
    expect((await ward.open('funding', '&page=3')).rows).toContain('mới 40');
    await ward.save('guide', { nothing: { nothing: '' } });
    await ward.save(
      'funding',
      { 'mới 40': { source: 'Thêm dòng', allocated: '5.500.000' } },
      { look: '&page=3' },
    );
    expect((await ward.handIn()).status).toBe(303);
    expect((await ward.open('funding')).cells.get('funding:ward-2025-40 source')).toBe('Thêm dòng');
  });
});

describe('a draft', () => {
  it('is of its own unit and DOST: nobody else opens, changes, takes or hands it in', async () => {
    const { ward, person } = await wardDesk();
    await ward.save('funding', { 'mới 1': MONEY });
    const other = await person('agency', 'police');
    const police = drafting(other, 'ward');
    const acts = ['fill', 'fill?sheet=funding', 'check', 'draft.xlsx', 'receipt'];
    for (const act of acts) expect([act, (await police.read(act)).status]).toEqual([act, 404]);
    const own = await drafting(other, 'police').open('funding');
    const seen = { ...(await ward.open('funding')), token: own.token };
    expect((await police.save('funding', { 'mới 1': { source: 'của tôi' } }, { seen })).status).toBe(404);
    expect((await police.send(`${ward.path}/hand-in`, { token: own.token, seen: 'x' })).status).toBe(404);
    expect((await police.send(`${ward.path}/discard`, { token: own.token, revision: '1' })).status).toBe(404);
    for (const role of ['auditor', 'noc', 'admin'] as const)
      expect((await drafting(await person(role), 'ward').read('fill')).status).toBe(403);
    expect((await drafting(await person('contractor', 'a'), 'ward').read('fill')).status).toBe(403);
    const office = await person('dost');
    const dost = drafting(office, 'ward');
    expect((await dost.open('funding')).cells.get('mới 1 source')).toBe('Ngân sách');
    expect((await drafting(office, 'nobody').read('fill')).status).toBe(404);
    expect((await drafting(office, 'ward', 1999).read('fill')).status).toBe(404);
    expect((await dost.open('nothing')).status).toBe(404);
    expect((await dost.open('devices')).status).toBe(404);
  });

  it('is taken as XLSX, and goes on from a file with what is wrong in it', async () => {
    const { ward, portal, formOf } = await wardDesk();
    await ward.save('documents', { 'mới 1': { number: 'đã gõ', date: 'hôm qua', subject: 'Trên trang' } });
    const answer = await portal.get(`${ward.path}/draft.xlsx`, { cookie: ward.cookie });
    const taken = Buffer.from(await answer.arrayBuffer());
    const changed = await fillForm(taken, (workbook) => {
      expect(workbook.getWorksheet('Văn bản')?.getCell('C4').value).toBe('hôm qua');
      write(workbook, 'Văn bản', { B5: '7/UBND', C5: new Date('2025-09-03T00:00:00Z'), D5: 'Từ tệp' });
      write(workbook, 'Kinh phí', { B4: 'Ngân sách', E4: 'nhiều', F4: 2_000_000, D5: { formula: '1+1' } });
      write(workbook, 'Văn bản', { B45: '9/UBND', C45: '4/9/2025', D45: 'Dòng thêm' });
    });
    const { token } = await ward.read('fill');
    const load = async (content: Buffer) =>
      await ward.sendFiles(`${ward.path}/load`, { token }, [new File([new Uint8Array(content)], 'x.xlsx')]);
    const loaded = await load(changed);
    expect([loaded.status, textOf(loaded.text)]).toEqual([
      200,
      expect.stringMatching(/Đã nạp 10 ô.*chỗ sai/),
    ]);
    const documents = await ward.open('documents');
    expect(documents.cells.get('mới 1 date')).toBe('hôm qua');
    expect(documents.cells.get('mới 2 date')).toBe('03/09/2025');
    expect((await ward.open('documents', '&q=them')).cells.get('mới 3 number')).toBe('9/UBND');
    const funding = await ward.open('funding');
    expect([funding.cells.get('mới 1 allocated'), funding.cells.get('mới 1 disbursed')]).toEqual([
      'nhiều',
      '2.000.000',
    ]);
    expect(funding.cells.get('mới 2 planned')).toBe('=1+1');
    // Loaded again it changes nothing.
    expect(textOf((await load(changed)).text)).toContain('Đã nạp 0 ô');
    expect(textOf((await load(await readFile(formOf('police')))).text)).toContain('Chưa nạp gì từ tệp');
    expect(textOf((await load(Buffer.from('a;b'))).text)).toContain('không phải bảng tính Excel');
  });

  it('is thrown away as it was seen, and told where a form came in by another way', async () => {
    const { ward, formOf } = await wardDesk();
    await ward.save('funding', { 'mới 1': MONEY });
    const old = await ward.read('fill');
    await ward.save('funding', { 'mới 2': { source: 'Sau đó' } });
    const revision = /name="revision" value="(\d+)"/.exec(old.text)?.[1] ?? '';
    const late = await ward.send(`${ward.path}/discard`, { token: old.token, revision });
    expect([late.status, textOf(late.text).includes('chưa bỏ gì')]).toEqual([409, true]);
    const file = new File([await readFile(formOf('ward'))], 'ward.xlsx');
    await ward.sendFiles('/plan/forms', { token: old.token, year: '2025' }, [file]);
    const now = await ward.read('fill');
    expect(textOf(now.text)).toContain('Sau khi bắt đầu bản nháp này, đơn vị đã gửi một biểu khác');
    const current = /name="revision" value="(\d+)"/.exec(now.text)?.[1] ?? '';
    expect((await ward.send(`${ward.path}/discard`, { token: now.token, revision: current })).status).toBe(
      303,
    );
    expect((await ward.open('funding')).cells.get('mới 1 source')).toBe('');
  });

  it('takes no more than a page has: neither columns that are shown only, nor strange rows, nor what is too long', async () => {
    const { ward } = await wardDesk();
    const { token } = await ward.open('tasks');
    const send = async (fields: readonly (readonly [string, string])[], sheet = 'tasks') => {
      const body = new FormData();
      for (const [name, value] of [['token', token], ['sheet', sheet], ...fields] as const)
        body.append(name, value);
      return await ward.sendBody(`${ward.path}/fill?sheet=tasks`, body);
    };
    const was = JSON.stringify({ name: markOf('Ban hành quy chế'), note: markOf('') });
    const cells = [
      ['c.0.name', 'Tên khác'],
      ['c.0.note', 'Ghi chú'],
    ] as const;
    expect((await send([['row', 'I.1'], ['was', was], ...cells])).status).toBe(303);
    const saved = await ward.open('tasks');
    expect([saved.cells.get('I.1 note'), textOf(saved.text).includes('Tên khác')]).toEqual([
      'Ghi chú',
      false,
    ]);
    const strange = [['row', '__proto__'], ['was', was], ...cells] as const;
    expect((await send(strange)).status).toBe(303);
    expect(
      (
        await send(
          [
            ['row', 'mới 999999'],
            ['was', '{"number":"0"}'],
            ['c.0.number', '1'],
          ],
          'documents',
        )
      ).status,
    ).toBe(303);
    expect((await ward.open('documents', '&show=filled')).rows).toEqual([]);
    expect((await send(strange, 'nothing')).status).toBe(404);
    expect((await send([['row', 'I.1'], ['was', 'x'], ...cells])).status).toBe(400);
    expect(
      (
        await send([
          ['row', 'I.1'],
          ['was', was],
          ['c.0.note', 'x'.repeat(10_001)],
        ])
      ).status,
    ).toBe(400);
    const many = Array.from({ length: 400 }, () => ['row', 'I.1'] as const);
    expect((await send(many)).status).toBe(400);
    expect((await ward.open('tasks', '&show=wrong&page=x')).status).toBe(400);
    expect(textOf((await ward.open('tasks')).text)).toContain('Bản nháp, agency.ward');
  });

  it('has no more cells on a page than a form of a page may carry', () => {
    for (const sheet of FORM_SHEETS) {
      const asked = sheet.columns.filter(({ role }) => role !== 'shown').length;
      // Each row has two fields more, and the form has three.
      expect([sheet.name, rowsOnPage(sheet) * (asked + 2) + 3 <= 300]).toEqual([sheet.name, true]);
    }
  });
});
