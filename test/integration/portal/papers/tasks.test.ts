import { describe, expect, it } from 'vitest';
import { plannedCity, textOf } from './planned-city.ts';

const TASK = '/plan/tasks/I.1';

describe('a task of the plan', () => {
  it('is moved by whoever leads it, with papers, once, and says who moved it', async () => {
    const { person, portal } = await plannedCity();
    const [police, dost] = [await person('agency', 'police'), await person('dost')];
    const form = {
      ...(await police.tokens(TASK)),
      'v.status': '',
      'v.percent': '40',
      'v.note': 'Đang lấy ý kiến',
    };
    const paper = new File(['dự thảo'], 'quy chế.docx');
    const both = await Promise.all([
      police.sendFiles(TASK, form, [paper]),
      police.sendFiles(TASK, form, [paper]),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);

    const seen = textOf((await dost.read(TASK)).text);
    expect(seen).toMatch(/đang triển khai .*40 % .*Đang lấy ý kiến/);
    expect(seen).toMatch(/Các lần báo cáo 1 .*Công an thành phố/);
    const plan = await dost.read('/plan');
    expect(textOf(plan.text)).toMatch(/I\.1 Ban hành quy chế .*đang triển khai 40 %/);
    const [path = ''] = /\/plan\/tasks\/I\.1\/files\/[0-9a-f]{64}/.exec(plan.text) ?? [];
    expect(await (await portal.get(path, { cookie: dost.cookie })).text()).toBe('dự thảo');
    expect((await (await person('agency', 'ward')).read(path)).status).toBe(404);
  });

  it('wants a reason to go back, and keeps what was typed', async () => {
    const { person } = await plannedCity();
    const police = await person('agency', 'police');
    const send = async (form: Record<string, string>) =>
      await police.sendFiles(TASK, { ...(await police.tokens(TASK)), ...form });
    expect((await send({ 'v.percent': '100' })).status).toBe(303);
    expect(textOf((await police.read(TASK)).text)).toMatch(/Trạng thái hoàn thành Tiến độ 100 %/);
    const back = await send({ 'v.status': 'in-progress', 'v.percent': '60', 'v.note': 'Làm lại' });
    expect([back.status, textOf(back.text).includes('cần lý do khi ghi đè')]).toEqual([409, true]);
    expect(back.text).toContain('>Làm lại</textarea>');
    expect(back.text).not.toContain('--reason');
    const wrong = await send({ 'v.percent': '140', reason: 'x' });
    expect(wrong.status).toBe(409);
    expect((await send({ 'v.status': 'in-progress', 'v.percent': '60', reason: 'Trả lại' })).status).toBe(
      303,
    );
    expect(textOf((await police.read(TASK)).text)).toMatch(/đang triển khai .*60 %.*lý do: Trả lại/);
  });

  it('takes nothing but what bears it out from whoever does not lead it', async () => {
    const { person } = await plannedCity();
    const [ward, dost] = [await person('agency', 'ward'), await person('dost')];
    const page = (await ward.read(TASK)).text;
    expect([page.includes('v.percent'), page.includes('v.evidence')]).toEqual([false, true]);
    const said = { 'v.percent': '90', 'v.evidence': 'Văn bản 12/UBND' };
    expect((await ward.sendFiles(TASK, { ...(await ward.tokens(TASK)), ...said })).status).toBe(303);
    const seen = textOf((await dost.read(TASK)).text);
    expect(seen).toContain('Văn bản 12/UBND');
    expect(seen).not.toContain('90 %');
  });

  it('is there for those who see the plan, and changed by those who act on it alone', async () => {
    const { person } = await plannedCity();
    const auditor = await person('auditor');
    const { status, text } = await auditor.read(TASK);
    expect([status, text.includes('v.evidence')]).toEqual([200, false]);
    expect((await auditor.sendFiles(TASK, { token: 'x' })).status).toBe(403);
    expect((await (await person('contractor', 'a')).read(TASK)).status).toBe(403);
    expect((await (await person('dost')).read('/plan/tasks/IX.9')).status).toBe(404);
    const english = textOf((await auditor.read(`${TASK}?lang=en`)).text);
    expect(english).toContain('What was reported');
  });
});
