import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPlan } from '#cli/plan/with-plan.ts';
import { loadConfig } from '#config/load-config.ts';
import { writeHandovers } from '#plan/actions/write-handovers.ts';
import { takeOverInventory } from '#server/take-over-inventory.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { openTempLedger } from '#test/support/temp-ledger.ts';
import { plannedCity, textOf } from './planned-city.ts';

const PATH = '/plan/handovers';
const WANTED = {
  to: 'ward',
  day: '2025-12-01',
  things: 'cam-1, cam-2',
  document: 'BB 12/BB-BG ngày 18/11/2025',
  note: '',
};

/** What the form that proposes carries, or that of one answer. */
function hiddenOf(page: string, act = 'preview') {
  const form = page.slice(page.indexOf(`/${act}`));
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  return { token: value('token'), after: value('after') };
}

async function startCity() {
  const city = await plannedCity();
  const [police, ward, dost] = [
    await city.person('agency', 'police'),
    await city.person('agency', 'ward'),
    await city.person('dost'),
  ];
  const propose = async (more: Partial<typeof WANTED> = {}, files: readonly File[] = []) => {
    const form = { ...hiddenOf((await police.read(PATH)).text), ...WANTED, ...more };
    return await police.sendFiles(PATH, form, files);
  };
  const answer = async (who: typeof ward, act: string, reason = '') => {
    const form = { ...hiddenOf((await who.read(PATH)).text, `1/${act}`), reason };
    return await who.send(`${PATH}/1/${act}`, form);
  };
  const write = (dryRun = false) =>
    withPlan({ config: city.config, ledger: city.ledger }, (plan) => writeHandovers(plan, { dryRun }));
  return { ...city, police, ward, dost, propose, answer, write };
}

type City = Awaited<ReturnType<typeof startCity>>;

/** The inventory goes on record as the folder has it now. */
async function takeOver({ ledger, config }: Pick<City, 'ledger' | 'config'>) {
  const owner = await openTempLedger(ledger);
  const effectiveMs = Date.UTC(2025, 10, 19);
  await takeOverInventory(owner, await loadConfig(config), { author: 'test', effectiveMs });
  await owner.close();
}

/** By a desk that has read no inventory yet. */
const stateOf = async ({ ledger, config }: City) =>
  await paperDeskOf(ledger, { folder: config }).ask(
    'plan-handovers',
    {},
    {
      ...{ account: 'dost', role: 'dost', party: 'dost', scope: 'city', seesSecret: false },
    },
  );

describe('a hand-over between agencies', () => {
  it('is seen first, proposed once with its paper, and waits for the receiver', async () => {
    const { police, ward, dost, propose, person } = await startCity();
    const form = { ...hiddenOf((await police.read(PATH)).text), ...WANTED, things: 'pole-1' };
    const seen = await police.send(`${PATH}/preview`, form);
    expect(textOf(seen.text)).toContain('Giao 4 thiết bị cho UBND phường Ba Đình từ ngày 01/12/2025');
    expect(textOf((await dost.read(PATH)).text)).toContain('Chưa có đề nghị bàn giao nào.');

    const paper = new File(['%PDF-1.7 biên bản'], 'bien-ban.pdf');
    const twice = [await propose({}, [paper]), await police.sendFiles(PATH, { ...form, ...WANTED }, [])];
    expect(twice.map(({ status }) => status)).toEqual([303, 409]);
    for (const who of [police, ward, dost]) {
      const page = (await who.read(PATH)).text;
      expect(textOf(page)).toMatch(/chờ bên nhận trả lời .*Công an thành phố → UBND phường Ba Đình .*BB 12/);
      const [, file = ''] = /href="(\/plan\/handovers\/1\/files\/\w+)"/.exec(page) ?? [];
      expect(await who.read(file)).toMatchObject({ status: 200, text: '%PDF-1.7 biên bản' });
    }
    expect(textOf((await ward.read('/plan')).text)).toContain('1 đề nghị chờ đơn vị trả lời');
    expect(textOf((await police.read('/plan')).text)).not.toContain('chờ đơn vị trả lời');
    expect((await (await person('contractor', 'a')).read(PATH)).status).toBe(403);
  });

  it('is accepted by the receiver alone, and then by nobody again', async () => {
    const { police, ward, dost, propose, answer, person } = await startCity();
    await propose();
    for (const who of [police, dost, await person('agency', 'other')]) {
      expect((await who.read(PATH)).text).not.toContain('/1/accept');
      const { token } = hiddenOf((await ward.read(PATH)).text, '1/accept');
      expect((await who.send(`${PATH}/1/accept`, { token, after: '1' })).status).toBeGreaterThanOrEqual(400);
    }
    const stale = hiddenOf((await ward.read(PATH)).text, '1/refuse');
    expect((await answer(ward, 'accept')).status).toBe(303);
    expect(textOf((await police.read(PATH)).text)).toMatch(/hai bên đã đồng ý .*chờ quản trị viên ghi/);
    const late = await ward.send(`${PATH}/1/refuse`, { ...stale, reason: 'Nhầm' });
    expect([late.status, textOf(late.text).includes('đã có người xử lý')]).toEqual([409, true]);
    expect((await police.read(PATH)).text).not.toContain('/1/withdraw');
    // What stands is not proposed again, and the form keeps what was typed.
    const again = await propose({ things: 'cam-2' });
    expect([again.status, textOf(again.text).includes('đã có trong bàn giao số 1')]).toEqual([409, true]);
    expect(again.text).toContain('>cam-2</textarea>');
  });

  it('is refused and withdrawn for a reason, and may be proposed anew', async () => {
    const { police, ward, propose, answer } = await startCity();
    await propose();
    expect((await answer(ward, 'refuse')).status).toBe(409);
    expect((await answer(ward, 'refuse', 'Chưa bàn giao mặt bằng')).status).toBe(303);
    expect(textOf((await police.read(PATH)).text)).toContain('lý do: Chưa bàn giao mặt bằng');
    expect((await propose()).status).toBe(303);
    const form = { ...hiddenOf((await police.read(PATH)).text, '2/withdraw'), reason: 'Ghi sai ngày' };
    expect((await police.send(`${PATH}/2/withdraw`, form)).status).toBe(303);
    expect(textOf((await ward.read(PATH)).text)).toMatch(/2 đã rút .*Ghi sai ngày/);
  });

  it.each([
    [{ things: 'cam-9' }, 'không phải thiết bị, địa điểm của đơn vị: cam-9'],
    [{ things: ' ' }, 'cần thiết bị hoặc địa điểm'],
    [{ to: 'police' }, 'cần một đơn vị khác đơn vị giao'],
    [{ to: 'nobody' }, 'cần một đơn vị có trong sổ ghi'],
    [{ day: '2025-02-30' }, 'ngày'],
    [{ document: '' }, 'cần từ 3 đến 2000 ký tự'],
  ])('of %j is told what is wrong with it', async (more, told) => {
    const { propose, dost } = await startCity();
    const { status, text } = await propose(more);
    expect([status, textOf(text).includes(told) || textOf(text)]).toEqual([409, true]);
    expect(textOf((await dost.read(PATH)).text)).toContain('Chưa có đề nghị bàn giao nào.');
  });

  it('goes into the configuration when both agreed, the way that forms do, and once', async () => {
    const city = await startCity();
    const { config, ward, propose, answer, write } = city;
    await propose();
    expect((await write()).handovers).toEqual([]);
    await answer(ward, 'accept');
    expect(await write(true)).toMatchObject({ handovers: [{ outcome: 'written', devices: 2 }] });
    const folder = (name: string) => readFile(join(config, name), 'utf8');
    expect(await folder('devices.csv')).not.toContain('ward');

    expect(await write()).toMatchObject({ changedFiles: ['devices.csv', 'handovers.csv'] });
    expect(await folder('handovers.csv')).toMatch(
      /cam-1,agency,police,ward,BB 12\/BB-BG ngày 18\/11\/2025\r?\n/,
    );
    expect(await write()).toMatchObject({ handovers: [{ outcome: 'known' }], changedFiles: [] });

    expect((await stateOf(city)).handovers).toMatchObject([{ state: 'accepted' }]);
    await takeOver(city);
    expect((await stateOf(city)).handovers).toMatchObject([{ state: 'in-force' }]);
  });

  it('that the configuration contradicts is told, and nothing is written', async () => {
    const { config, ward, propose, answer, write } = await startCity();
    await propose();
    await answer(ward, 'accept');
    const file = join(config, 'devices.csv');
    const before = (await readFile(file, 'utf8'))
      .replace('fixed,police,', 'fixed,ward,')
      .replace(/(cam-1,.*?),police,/, '$1,ward,');
    await writeFile(file, before);
    expect(await write()).toMatchObject({
      handovers: [{ outcome: 'refused', fault: { code: 'not-own', id: 'cam-1' } }],
      changedFiles: [],
    });
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('of devices at a secret site is there for nobody who may not see it', async () => {
    const city = await startCity();
    await city.propose({ things: 'cam-1' });
    const sites = join(city.config, 'sites.csv');
    await writeFile(sites, (await readFile(sites, 'utf8')).replace('security,public', 'security,secret'));
    await takeOver(city);
    expect((await stateOf(city)).handovers).toEqual([]);
    for (const who of [city.police, city.ward, city.dost])
      expect((await who.read(PATH)).text).not.toContain('cam-1');
    const { status, text } = await city.propose({ things: 'cam-2' });
    expect([status, textOf(text).includes('không phải thiết bị, địa điểm của đơn vị: cam-2')]).toEqual([
      409,
      true,
    ]);
  });
});
