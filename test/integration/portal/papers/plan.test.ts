import { readFile, rm } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fillForm, write } from '#test/support/fill-form.ts';
import { LATE_MS } from '#test/support/forms-city.ts';
import { zipOf } from '#test/support/zip-of.ts';
import { plannedCity, textOf } from './planned-city.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('the plan', () => {
  it('is there for those who watch the city, an agency has its own part, and a contractor none', async () => {
    const { person } = await plannedCity();
    const seen = async (...who: Parameters<typeof person>) => {
      const { read } = await person(...who);
      const [plan, forms] = [await read('/plan'), await read('/plan/forms')];
      return [plan.status, forms.status, /href="\/plan\?/.test((await read('/')).text)];
    };
    expect(await seen('dost')).toEqual([200, 200, true]);
    expect(await seen('auditor')).toEqual([200, 200, true]);
    expect(await seen('admin')).toEqual([200, 200, true]);
    expect(await seen('noc')).toEqual([200, 200, true]);
    expect(await seen('agency', 'ward')).toEqual([200, 200, true]);
    expect(await seen('contractor', 'a')).toEqual([403, 403, false]);
    expect(await seen('agency', 'nobody')).toEqual([404, 200, true]);
  });

  it('tells each task, who has not handed in and which opinions are waited for', async () => {
    const { person } = await plannedCity();
    const plan = textOf((await (await person('dost')).read('/plan')).text);
    expect(plan).toContain('I.1 Ban hành quy chế');
    expect(plan).toContain('chưa báo cáo');
    expect(plan).toContain('0/2 đơn vị đã gửi biểu');
    const ward = textOf((await (await person('agency', 'ward')).read('/plan')).text);
    expect(ward).toContain('Biểu của đơn vị: chưa gửi');
    const english = (await (await person('auditor')).read('/plan?lang=en')).text;
    expect(textOf(english)).toContain('not reported');
  });

  it('is told to be missing where there is none', async () => {
    const { person, config } = await plannedCity();
    await rm(`${config}/plan.yaml`);
    const page = await (await person('agency', 'ward')).read('/plan');
    expect([page.status, page.text.includes(config)]).toEqual([503, false]);
    expect(textOf(page.text)).toContain('Chưa đọc được Kế hoạch');
  });
});

describe('a form', () => {
  it('is taken by its own unit and by DOST, and by nobody else', async () => {
    const { person, portal } = await plannedCity();
    const [ward, dost, auditor] = [
      await person('agency', 'ward'),
      await person('dost'),
      await person('auditor'),
    ];
    const taken = await portal.get('/plan/forms/2025/ward', { cookie: ward.cookie });
    expect([taken.status, taken.headers.get('content-type')]).toEqual([200, XLSX]);
    expect(taken.headers.get('content-disposition')).toContain('ward-2025.xlsx');
    expect(
      Buffer.from(await taken.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await dost.read('/plan/forms/2025/police')).status).toBe(200);
    expect((await ward.read('/plan/forms/2025/police')).status).toBe(404);
    expect((await auditor.read('/plan/forms/2025/ward')).status).toBe(403);
    expect((await ward.read('/plan/forms/1999/ward')).status).toBe(404);
  });

  it('is handed in once, and seen by its unit and DOST', async () => {
    const { person, formOf } = await plannedCity();
    const ward = await person('agency', 'ward');
    const { token } = await ward.tokens('/plan/forms');
    const file = new File([await readFile(formOf('ward'))], '../../x.xlsx');
    const first = await ward.sendFiles('/plan/forms', { token, year: '2025' }, [file]);
    expect(first.status).toBe(200);
    expect(textOf(first.text)).toContain('x.xlsx : Đã ghi sổ biểu mẫu của UBND phường Ba Đình.');
    const again = await ward.sendFiles('/plan/forms', { token, year: '2025' }, [file]);
    expect(textOf(again.text)).toContain('có nội dung như đã ghi sổ');
    const list = textOf((await (await person('dost')).read('/plan/forms')).text);
    expect(list).toMatch(/UBND phường Ba Đình .*gửi trống .*1 lần x\.xlsx/);
    expect(list).toMatch(/Công an thành phố .*chưa gửi/);
  });

  it('with errors is told by sheet and cell, and nothing of it is recorded', async () => {
    const { person, formOf } = await plannedCity();
    const dost = await person('dost');
    const { token } = await dost.tokens('/plan/forms');
    const wrong = await fillForm(await readFile(formOf('ward')), (workbook) =>
      write(workbook, 'Kinh phí', { A4: 'Ngân sách', D4: 'nhiều' }),
    );
    const answer = await dost.sendFiles('/plan/forms', { token, year: '2025', received: '2025-11-18' }, [
      new File([new Uint8Array(wrong)], 'ward.xlsx'),
    ]);
    expect(answer.status).toBe(409);
    expect(textOf(answer.text)).toMatch(/Kinh phí D4 cần .*nhưng lại là "nhiều"/);
    expect(answer.text).toContain('value="2025-11-18"');
    expect(textOf((await dost.read('/plan/forms')).text)).toMatch(
      /UBND phường Ba Đình Điền trên trang chưa gửi/,
    );
  });

  it('of another unit is not taken from an agency, and tells nothing of it', async () => {
    const { person, formOf } = await plannedCity();
    const ward = await person('agency', 'ward');
    const { token } = await ward.tokens('/plan/forms');
    const file = new File([await readFile(formOf('police'))], 'ward.xlsx');
    const answer = await ward.sendFiles('/plan/forms', { token, year: '2025' }, [file]);
    expect(answer.status).toBe(409);
    expect(textOf(answer.text)).toContain('1 chỗ sai: chưa ghi gì');
    expect(textOf(answer.text)).toContain('cần biểu mẫu của UBND phường Ba Đình');
    expect(textOf((await (await person('dost')).read('/plan/forms')).text)).toMatch(
      /Công an thành phố Điền trên trang chưa gửi/,
    );
  });

  it('that is none, or a bomb, is told so in words', async () => {
    const { person } = await plannedCity();
    const ward = await person('agency', 'ward');
    const { token } = await ward.tokens('/plan/forms');
    const send = async (content: Uint8Array<ArrayBuffer>, name = 'ward.xlsx') => {
      const answer = await ward.sendFiles('/plan/forms', { token, year: '2025' }, [
        new File([content], name),
      ]);
      return [answer.status, textOf(answer.text)] as const;
    };
    const packed = deflateRawSync(Buffer.alloc(150_000_000, 32));
    const bomb = zipOf({ 'xl/workbook.xml': { packed, claimedBytes: 1_000 } });
    expect((await send(new Uint8Array(bomb)))[1]).toContain('sau khi giải nén vượt quá giới hạn');
    expect((await send(new TextEncoder().encode('a;b;c')))[1]).toContain('không phải bảng tính Excel');
    expect((await send(new Uint8Array()))[1]).toContain('tệp rỗng');
    expect((await send(new TextEncoder().encode('a;b;c'), '../..'))[0]).toBe(409);
    expect((await send(new Uint8Array(100_000_000)))[1]).toContain('cần tệp không quá 20 MB');
    const none = await ward.sendFiles('/plan/forms', { token, year: '2025' }, []);
    expect([none.status, textOf(none.text).includes('chưa chọn tệp nào')]).toEqual([409, true]);
    expect((await ward.sendFiles('/plan/forms', { token: 'x', year: '2025' }, [])).status).toBe(403);
  });

  it('that is late is told with its days, and who is to be urged', async () => {
    const { person } = await plannedCity({ nowMs: LATE_MS });
    const list = textOf((await (await person('dost')).read('/plan/forms')).text);
    expect(list).toContain('quá hạn 2 ngày');
  });
});
