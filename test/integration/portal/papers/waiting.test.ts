import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { days } from '#core/time/units.ts';
import { LATE_MS } from '#test/support/forms-city.ts';
import { claimedCity } from './claimed-city.ts';
import { plannedCity, textOf } from './planned-city.ts';
import { urgedCity } from './urged-city.ts';

type Person = Awaited<ReturnType<Awaited<ReturnType<typeof claimedCity>>['person']>>;

const waitingFor = async ({ read }: Person, language = 'vi') => {
  const { status, text } = await read(`/waiting?lang=${language}`);
  return [status, textOf(text)] as const;
};

/** Of its task nothing is done in time. */
async function lateCity() {
  const city = await plannedCity();
  const path = `${city.config}/plan.yaml`;
  const late = "lead: police, to: '2025-06', milestones: [{ id: issue, name: Ban hành, due: 2025-06-30 }],";
  await writeFile(path, (await readFile(path, 'utf8')).replace('lead: police,', late));
  return city;
}

describe('what waits for somebody', () => {
  it('is told by role: a claim to decide by DOST, to be answered by whom it blames, with the time that is left', async () => {
    const { person } = await claimedCity();
    const [dost, blamed, other] = [
      await person('dost'),
      await person('contractor', 'b'),
      await person('contractor', 'c'),
    ];
    const [status, told] = await waitingFor(dost);
    expect([status, told]).toEqual([
      200,
      expect.stringMatching(/Hạn quyết định đề nghị loại trừ số 1 · keeper còn \d+ ngày/),
    ]);
    const asked = await dost.tokens('/claims/1');
    expect((await dost.send('/claims/1/ask', { ...asked, party: 'contractor:b' })).status).toBe(303);
    expect((await waitingFor(blamed))[1]).toMatch(/Hạn trả lời về đề nghị loại trừ số 1 .*còn/);
    expect((await waitingFor(blamed, 'en'))[1]).toMatch(/Claim 1 is to be answered · keeper .* left/);
    expect(await waitingFor(other)).toEqual([200, expect.stringContaining('Không có việc nào đang chờ.')]);

    const answer = { ...(await blamed.tokens('/claims/1')), says: 'Đúng là mất điện' };
    expect((await blamed.sendFiles('/claims/1/answer', answer)).status).toBe(303);
    expect((await waitingFor(blamed))[1]).toContain('Không có việc nào đang chờ.');
  });

  it('tells first what is overdue', async () => {
    const { person, downMs } = await claimedCity({ nowMs: () => downMs + days(400) });
    expect((await waitingFor(await person('dost')))[1]).toMatch(/số 1 · keeper quá hạn \d+ ngày/);
  });

  it('tells of the plan: forms, letters, opinions and the report that is due', async () => {
    const late = await urgedCity();
    const [, told] = await waitingFor(await late.person('dost'));
    expect(told).toContain('4/4 đơn vị chưa gửi xong biểu báo cáo năm 2025, hạn 20/11/2025 quá hạn 2 ngày');
    expect(told).toContain('3 đơn vị cần công văn đôn đốc');
    expect(told).toMatch(/1 vị trí chờ ý kiến, lâu nhất \d+ ngày/);
    expect(told).toContain('Báo cáo năm 2025 của thành phố, hạn 30/11/2025 còn 8 ngày');

    const { person } = await plannedCity({ nowMs: LATE_MS - days(5) });
    const [, unit] = await waitingFor(await person('agency', 'ward'));
    expect(unit).toContain('Biểu báo cáo năm 2025 của đơn vị: chưa gửi, hạn 20/11/2025 còn 3 ngày');
    expect(unit).toMatch(/1 vị trí của đơn vị chưa có ý kiến trả lời, lâu nhất \d+ ngày/);
    expect(unit).not.toMatch(/công văn|của thành phố|vị trí chờ/);
    expect((await waitingFor(await person('agency', 'police')))[1]).toMatch(/1 vị trí chờ ý kiến/);
    expect((await waitingFor(await person('agency', 'nobody')))[0]).toBe(200);
  });

  it('names a deadline once, where its last milestone is due the same day, and leads to the task', async () => {
    const { person } = await lateCity();
    const police = await person('agency', 'police');
    const { text } = await police.read('/waiting');
    expect(textOf(text)).toContain('Mốc của nhiệm vụ I.1 · Ban hành quá hạn');
    expect(textOf(text)).not.toContain('Hạn hoàn thành nhiệm vụ I.1');
    expect(text).toMatch(/href="\/plan\/tasks\/I\.1/);
  });

  it('says of a late task whether others lead it', async () => {
    const { person } = await lateCity();
    const chips = async (agency: string) =>
      textOf((await (await person('agency', agency)).read('/plan')).text);
    expect(await chips('police')).toContain('1 nhiệm vụ quá thời hạn 1 mốc quá hạn');
    expect(await chips('ward')).toContain(
      '0 nhiệm vụ quá thời hạn 0 mốc quá hạn 2 việc quá hạn do đơn vị khác chủ trì',
    );
  });

  it('has a place on the start page of those who act, and of nobody else', async () => {
    const { person, portal } = await claimedCity();
    const places = [];
    for (const who of [
      ['dost'],
      ['agency', 'x'],
      ['contractor', 'a'],
      ['auditor'],
      ['noc'],
      ['admin'],
    ] as const) {
      const [role, organisation] = who;
      const { read } = await person(role, organisation);
      const { text } = await read('/');
      places.push([who[0], text.includes('data-from="/waiting?lang=vi"'), (await read('/waiting')).status]);
      expect(text).not.toContain('<template data-waiting>');
    }
    expect(places).toEqual([
      ['dost', true, 200],
      ['agency', true, 200],
      ['contractor', true, 200],
      ['auditor', false, 403],
      ['noc', false, 403],
      ['admin', false, 403],
    ]);
    expect((await portal.get('/waiting')).status).toBe(303);
  });
});
