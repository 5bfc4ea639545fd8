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
      ward.send(OBSTACLES, { ...form, 'v.agency': 'police' }),
      ward.send(OBSTACLES, form),
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
    await ward.send(OBSTACLES, { ...hiddenOf((await ward.read(OBSTACLES)).text, 'new'), ...OBSTACLE });
    const [mine, theirs] = [
      hiddenOf((await ward.read(OBSTACLES)).text, '1'),
      hiddenOf((await dost.read(OBSTACLES)).text, '1'),
    ];
    const changed = { ...OBSTACLE, 'v.cause': 'Lưới điện quá tải', id: '1' };
    const unreasoned = await ward.send(OBSTACLES, { ...changed, ...mine, 'v.text': 'Mất điện' });
    expect([unreasoned.status, textOf(unreasoned.text).includes('cần lý do')]).toEqual([409, true]);
    expect(unreasoned.text).toContain('>Mất điện</textarea>');
    expect((await ward.send(OBSTACLES, { ...changed, ...mine })).status).toBe(303);

    const late = await dost.send(OBSTACLES, {
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

  it('lets nobody change what is not theirs: another entry, an opinion, what DOST decides', async () => {
    const { person, config } = await plannedCity();
    const [ward, police, dost] = [
      await person('agency', 'ward'),
      await person('agency', 'police'),
      await person('dost'),
    ];
    await ward.send(OBSTACLES, { ...hiddenOf((await ward.read(OBSTACLES)).text, 'new'), ...OBSTACLE });
    const ofWard = hiddenOf((await ward.read(OBSTACLES)).text, '1');
    const { token } = hiddenOf((await police.read(OBSTACLES)).text, 'new');
    const stolen = { ...ofWard, token, reason: 'x' };
    expect((await police.send(OBSTACLES, { ...OBSTACLE, ...stolen })).status).toBe(409);
    expect((await police.send(`${OBSTACLES}/remove`, stolen)).status).toBe(409);
    expect((await (await person('auditor')).send(OBSTACLES, { ...OBSTACLE, token })).status).toBe(403);
    expect((await ward.send(OBSTACLES, { ...OBSTACLE, token: 'x' })).status).toBe(403);

    const sites = '/plan/registers/site';
    const site = hiddenOf((await ward.read(sites)).text, 'pole-1');
    const asked = {
      ...site,
      'v.request.document': '8/UBND',
      'v.request.date': '2025-09-01',
      'v.note': 'Gấp',
    };
    expect(
      (await ward.send(sites, { ...asked, 'v.police.date': '2025-10-01', 'v.dost.date': '2025-10-01' }))
        .status,
    ).toBe(303);
    expect(textOf((await dost.read(sites)).text)).not.toContain('01/10/2025');
    const opinion = {
      ...hiddenOf((await police.read(sites)).text, 'pole-1'),
      'v.police.date': '2025-10-02',
      'v.police.place': 'agreed',
    };
    expect((await police.send(sites, { ...opinion, 'v.note': 'đổi' })).status).toBe(303);
    expect(textOf((await ward.read(sites)).text)).toMatch(/02\/10\/2025 thống nhất .*Gấp/);
    expect((await police.send(`${sites}/remove`, { ...opinion, reason: 'x' })).status).toBe(409);
    const taken = { ...hiddenOf((await police.read(sites)).text, 'new'), site: 'pole-1', reason: 'x' };
    expect((await police.send(sites, taken)).status).toBe(409);
    const near = await police.send(sites, { ...taken, site: 'pole-11' });
    expect([near.status, near.text.includes('có phải')]).toEqual([409, false]);
    const exemptions = '/plan/registers/exemption';
    const mistyped = await dost.send(exemptions, {
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
});
