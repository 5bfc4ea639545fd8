import { describe, expect, it } from 'vitest';
import { claimFleet } from '#test/support/claim-fleet.ts';
import { claimedCity } from './claimed-city.ts';

const local = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 16);
const HOUR_MS = 3_600_000;

describe('planned work', () => {
  it('is announced with its outcome seen first, stands once, is a calendar, and is cancelled', async () => {
    const { person } = await claimedCity({ isClaimed: false });
    const contractor = await person('contractor', 'a');
    const { token } = await contractor.tokens('/works');
    const nowMs = Date.now();
    const work = {
      ...{ token, contract: 'keeper', what: '', reason: 'Thay tủ nguồn' },
      ...{ fromMs: local(nowMs + 30 * HOUR_MS), toMs: local(nowMs + 32 * HOUR_MS) },
    };
    const preview = await contractor.send('/works/preview', work);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('đúng hạn, được loại trừ');
    expect((await contractor.read('/works')).text).toContain('Không có bảo trì nào');
    const late = await contractor.send('/works/preview', { ...work, fromMs: local(nowMs + 2 * HOUR_MS) });
    expect(late.text).toContain('muộn, không được loại trừ');

    expect((await contractor.send('/works/announce', work)).status).toBe(303);
    const again = await contractor.send('/works/announce', work);
    expect([again.status, again.text.includes('Thay tủ nguồn')]).toEqual([409, true]);

    const calendar = await contractor.read('/works.ics');
    expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(calendar.text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(calendar.text).toContain('STATUS:CONFIRMED');

    const other = await person('contractor', 'b');
    expect((await other.read('/works')).text).not.toContain('Thay tủ nguồn');
    expect((await other.read('/works.ics')).text).not.toContain('VEVENT');
    const agency = await person('agency', 'x');
    const seen = await agency.tokens('/works');
    expect((await agency.read('/works')).text).toContain('Thay tủ nguồn');
    const cancelled = await agency.send('/works/1/cancel', { ...seen, reason: 'Có lễ hội' });
    expect(cancelled.status).toBe(303);
    expect((await contractor.read('/works')).text).toContain('đã hủy: Có lễ hội');
    expect((await agency.send('/works/1/cancel', { ...seen, reason: 'Lần nữa' })).status).toBe(409);
  });

  it('is of what is named under the contract, and of nothing else', async () => {
    const { person } = await claimedCity({ isClaimed: false, shown: claimFleet() });
    const contractor = await person('contractor', 'a');
    const { token } = await contractor.tokens('/works');
    const nowMs = Date.now();
    const work = {
      ...{ token, contract: 'keeper', reason: 'Thay nguồn' },
      ...{ fromMs: local(nowMs + 30 * HOUR_MS), toMs: local(nowMs + 32 * HOUR_MS) },
    };
    const others = await contractor.send('/works/preview', { ...work, what: 'cam-1, l-1' });
    expect([others.status, others.text.includes('không thuộc hợp đồng này: l-1')]).toEqual([409, true]);
    expect((await contractor.send('/works/announce', { ...work, what: 'l-1' })).status).toBe(409);
    const preview = await contractor.send('/works/preview', { ...work, what: 'cam-1' });
    expect(preview.text).toMatch(/1 thiết bị, đường truyền.*cam-1/);
    expect(preview.text).not.toContain('cam-2');
    expect((await contractor.send('/works/announce', { ...work, what: 'cam-1' })).status).toBe(303);
    expect((await contractor.read('/works')).text).not.toContain('cam-2');
  });

  it('is of nothing that is not under the contract, and of no contract of others', async () => {
    const { person } = await claimedCity({ isClaimed: false });
    const [own, other] = [await person('contractor', 'a'), await person('contractor', 'b')];
    const times = {
      fromMs: local(Date.now() + HOUR_MS),
      toMs: local(Date.now() + 2 * HOUR_MS),
      reason: 'Bảo trì',
    };
    const { token } = await own.tokens('/works');
    const unknown = await own.send('/works/preview', {
      token,
      contract: 'keeper',
      what: 'cam-9, nope',
      ...times,
    });
    expect([unknown.status, unknown.text.includes('cam-9, nope')]).toEqual([409, true]);
    const { token: theirs } = await other.tokens('/works');
    for (const act of ['preview', 'announce'])
      expect(
        (await other.send(`/works/${act}`, { token: theirs, contract: 'keeper', what: '', ...times })).status,
      ).toBe(404);
    expect((await own.read('/works')).text).toContain('Không có bảo trì nào');
  });
});
