import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { plannedCity, textOf } from './planned-city.ts';

const OBSTACLES = '/plan/registers/obstacle';
const OBSTACLE = { id: 'new', 'v.text': 'Thiếu điện tại nút giao', 'v.year': '2025', 'v.task': 'I.1' };

/** What the form of an entry carries. */
function hiddenOf(page: string, id: string) {
  const [, after = ''] =
    new RegExp(`name="id" value="${id}"><input type="hidden" name="after" value="(\\d+)"`).exec(page) ?? [];
  const [, token = ''] = /name="token" value="([^"]*)"/.exec(page) ?? [];
  return { token, id, after };
}

describe('a register', () => {
  it('takes an entry of an agency in its name, shows it to it and to DOST, and adds it once', async () => {
    const { person } = await plannedCity();
    const [ward, police, dost] = [
      await person('agency', 'ward'),
      await person('agency', 'police'),
      await person('dost'),
    ];
    const form = { ...hiddenOf((await ward.read(OBSTACLES)).text, 'new'), ...OBSTACLE };
    const both = await Promise.all([
      ward.sendFiles(OBSTACLES, { ...form, 'v.agency': 'police' }),
      ward.sendFiles(OBSTACLES, form),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(textOf((await ward.read(OBSTACLES)).text)).toContain('Thiếu điện tại nút giao');
    expect(textOf((await dost.read(OBSTACLES)).text)).toMatch(
      /Thiếu điện tại nút giao .*UBND phường Ba Đình/,
    );
    expect((await police.read(OBSTACLES)).text).not.toContain('Thiếu điện');
    expect((await (await person('auditor')).read(OBSTACLES)).text).not.toContain('name="token"');
    expect((await (await person('contractor', 'a')).read(OBSTACLES)).status).toBe(403);
    expect((await dost.read('/plan/registers/nothing')).status).toBe(404);
  });

  it('tells the second of two who change one entry, keeps what was typed, and wants a reason', async () => {
    const { person } = await plannedCity();
    const [ward, dost] = [await person('agency', 'ward'), await person('dost')];
    await ward.sendFiles(OBSTACLES, { ...hiddenOf((await ward.read(OBSTACLES)).text, 'new'), ...OBSTACLE });
    const [mine, theirs] = [
      hiddenOf((await ward.read(OBSTACLES)).text, '1'),
      hiddenOf((await dost.read(OBSTACLES)).text, '1'),
    ];
    const changed = { ...OBSTACLE, 'v.cause': 'Lưới điện quá tải', id: '1' };
    const unreasoned = await ward.sendFiles(OBSTACLES, { ...changed, ...mine, 'v.text': 'Mất điện' });
    expect([unreasoned.status, textOf(unreasoned.text).includes('cần lý do')]).toEqual([409, true]);
    expect(unreasoned.text).toContain('>Mất điện</textarea>');
    expect((await ward.sendFiles(OBSTACLES, { ...changed, ...mine })).status).toBe(303);

    const late = await dost.sendFiles(OBSTACLES, {
      ...changed,
      ...theirs,
      'v.agency': 'ward',
      'v.owner': 'EVN Hà Nội',
    });
    expect([late.status, textOf(late.text).includes('đã có người xử lý')]).toEqual([409, true]);
    expect(late.text).toContain('>EVN Hà Nội</textarea>');

    const now = hiddenOf((await ward.read(OBSTACLES)).text, '1');
    expect((await ward.send(`${OBSTACLES}/remove`, { ...now, reason: '' })).status).toBe(409);
    expect((await ward.send(`${OBSTACLES}/remove`, { ...now, reason: 'Ghi nhầm' })).status).toBe(303);
    expect(textOf((await dost.read(OBSTACLES)).text)).toContain('Chưa có nội dung nào.');
  });

  it('tells what is wrong with a number by the name of its column', async () => {
    const { person } = await plannedCity();
    const [ward, path] = [await person('agency', 'ward'), '/plan/registers/training'];
    const { text } = await ward.read(path);
    const typed = { ...hiddenOf(text, 'new'), id: 'new', 'v.subject': 'Vận hành', 'v.classes': 'một' };
    const refused = await ward.sendFiles(path, typed);
    expect(refused.status).toBe(409);
    expect(textOf(refused.text)).toContain('Số lớp: cần số nguyên từ 0 trở lên, nhận được “một”');
    expect(refused.text).toMatch(/>Vận hành<\/textarea>|value="Vận hành"/);
  });

  it('lets nobody change what is not theirs: another entry, an opinion, what DOST decides', async () => {
    const { person, config } = await plannedCity();
    const [ward, police, dost] = [
      await person('agency', 'ward'),
      await person('agency', 'police'),
      await person('dost'),
    ];
    await ward.sendFiles(OBSTACLES, { ...hiddenOf((await ward.read(OBSTACLES)).text, 'new'), ...OBSTACLE });
    const ofWard = hiddenOf((await ward.read(OBSTACLES)).text, '1');
    const { token } = hiddenOf((await police.read(OBSTACLES)).text, 'new');
    const stolen = { ...ofWard, token, reason: 'x' };
    expect((await police.sendFiles(OBSTACLES, { ...OBSTACLE, ...stolen })).status).toBe(409);
    expect((await police.send(`${OBSTACLES}/remove`, stolen)).status).toBe(409);
    expect((await (await person('auditor')).sendFiles(OBSTACLES, { ...OBSTACLE, token })).status).toBe(403);
    expect((await ward.sendFiles(OBSTACLES, { ...OBSTACLE, token: 'x' })).status).toBe(403);

    const sites = '/plan/registers/site';
    const site = hiddenOf((await ward.read(sites)).text, 'pole-1');
    const asked = {
      ...site,
      'v.request.document': '8/UBND',
      'v.request.date': '2025-09-01',
      'v.note': 'Gấp',
    };
    expect(
      (await ward.sendFiles(sites, { ...asked, 'v.police.date': '2025-10-01', 'v.dost.date': '2025-10-01' }))
        .status,
    ).toBe(303);
    expect(textOf((await dost.read(sites)).text)).not.toContain('01/10/2025');
    const opinion = {
      ...hiddenOf((await police.read(sites)).text, 'pole-1'),
      'v.police.date': '2025-10-02',
      'v.police.place': 'agreed',
    };
    expect((await police.sendFiles(sites, { ...opinion, 'v.note': 'đổi' })).status).toBe(303);
    expect(textOf((await ward.read(sites)).text)).toMatch(/02\/10\/2025 thống nhất .*Gấp/);
    expect((await police.send(`${sites}/remove`, { ...opinion, reason: 'x' })).status).toBe(409);
    const taken = { ...hiddenOf((await police.read(sites)).text, 'new'), site: 'pole-1', reason: 'x' };
    expect((await police.sendFiles(sites, taken)).status).toBe(409);
    const near = await police.sendFiles(sites, { ...taken, site: 'pole-11' });
    expect([near.status, near.text.includes('có phải')]).toEqual([409, false]);
    const exemptions = '/plan/registers/exemption';
    const mistyped = await dost.sendFiles(exemptions, {
      ...hiddenOf((await dost.read(exemptions)).text, 'new'),
      ...{
        'v.document': '1/UBND',
        'v.date': '2025-10-01',
        'v.reason': 'already-tendered',
        'v.sites': 'pole-11',
      },
    });
    expect([mistyped.status, textOf(mistyped.text).includes('"pole-11"')]).toEqual([409, true]);
    expect(mistyped.text).not.toContain('có phải');
    expect((await ward.read('/plan/registers/exemption')).text).not.toContain('name="id" value="new"');

    const csv = `${config}/sites.csv`;
    expect(await readFile(csv, 'utf8')).toContain('pole-1');
    await writeFile(`${config}/plan.yaml`, 'name: [');
    expect((await ward.read(OBSTACLES)).status).toBe(503);
  });

  it('keeps papers with an entry, and hands them to whoever may read it and to nobody else', async () => {
    const { person, portal } = await plannedCity();
    const [ward, police, dost, auditor] = [
      await person('agency', 'ward'),
      await person('agency', 'police'),
      await person('dost'),
      await person('auditor'),
    ];
    const paper = new File(['%PDF-1.7 biên bản'], '../../biên bản.pdf', { type: 'application/pdf' });
    const entered = { ...hiddenOf((await ward.read(OBSTACLES)).text, 'new'), ...OBSTACLE };
    expect((await ward.sendFiles(OBSTACLES, entered, [paper])).status).toBe(303);

    const [path = ''] =
      /\/plan\/registers\/obstacle\/1\/files\/[0-9a-f]{64}/.exec((await dost.read(OBSTACLES)).text) ?? [];
    const taken = await portal.get(path, { cookie: dost.cookie });
    expect([taken.status, await taken.text()]).toEqual([200, '%PDF-1.7 biên bản']);
    expect(taken.headers.get('content-type')).toBe('application/octet-stream');
    expect(taken.headers.get('content-disposition')).toMatch(/^attachment; .*b%.*\.pdf/);
    expect(taken.headers.get('content-disposition')).not.toContain('..');
    const statuses = [];
    for (const { read } of [ward, auditor, police]) statuses.push((await read(path)).status);
    expect(statuses).toEqual([200, 200, 404]);
    expect((await ward.read(path.replace('/obstacle/', '/document/'))).status).toBe(404);
    expect((await ward.read(`${path.slice(0, -64)}${'0'.repeat(64)}`)).status).toBe(404);

    const large = new File([new Uint8Array(21_000_000)], 'ảnh.jpg');
    const more = { ...hiddenOf((await ward.read(OBSTACLES)).text, '1'), ...OBSTACLE, id: '1' };
    const refused = await ward.sendFiles(OBSTACLES, { ...more, 'v.cause': 'Lưới điện' }, [large]);
    expect([refused.status, textOf(refused.text).includes('cần tệp không quá 20 MB')]).toEqual([409, true]);
    expect(refused.text).toContain('>Lưới điện</textarea>');
    const photograph = new File(['JFIF'], 'ảnh.jpg');
    expect((await ward.sendFiles(OBSTACLES, more, [photograph])).status).toBe(303);
    expect(textOf((await ward.read(OBSTACLES)).text)).toMatch(/biên bản\.pdf .*ảnh\.jpg/);
  });

  it('leads to the agency and the task that an entry is about', async () => {
    const { person } = await plannedCity();
    const dost = await person('dost');
    await dost.sendFiles(OBSTACLES, { ...hiddenOf((await dost.read(OBSTACLES)).text, 'new'), ...OBSTACLE });
    const { text } = await dost.read(OBSTACLES);
    expect(text).toMatch(/href="\/plan\/tasks\/I\.1[^"]*">I\.1</);
  });
});
