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

  it('is excused up to what the contract allows in a month, by the function that settles, and says what is left', async () => {
    const { person } = await claimedCity({
      ...{ isClaimed: false, shown: claimFleet() },
      terms: { planned_work: { notice: '24h', at_most: '8h per month' } },
    });
    const contractor = await person('contractor', 'a');
    const { token } = await contractor.tokens('/works');
    const now = new Date(Date.now() + 7 * HOUR_MS);
    // The month after the next, in the city.
    const monthMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1) - 7 * HOUR_MS;
    const work = (from: number, to: number, what: string) => ({
      ...{ token, contract: 'keeper', what, reason: 'Thay tủ nguồn' },
      ...{ fromMs: local(monthMs + from * HOUR_MS), toMs: local(monthMs + to * HOUR_MS) },
    });
    const told = async (form: ReturnType<typeof work>) => {
      const { text } = await contractor.send('/works/preview', form);
      return /data-part="work-preview".*<\/section>/s.exec(text)?.[0].replaceAll(/<[^>]*>/g, '') ?? '';
    };

    const first = await told(work(100, 104, 'cam-1'));
    expect(first).toMatch(
      /đúng hạn, được loại trừ 4 giờ trong 4 giờ.*tối đa 8 giờ bảo trì mỗi tháng.*còn lại 4 giờ/s,
    );
    expect((await contractor.send('/works/announce', work(100, 104, 'cam-1'))).status).toBe(303);
    const second = await told(work(200, 212, 'cam-1'));
    expect(second).toMatch(
      /được loại trừ 4 giờ trong 12 giờ.*8 giờ vượt mức tối đa, không được loại trừ.*còn lại 0/s,
    );
    // Another device has its own hours.
    expect(await told(work(200, 212, 'cam-2'))).toMatch(/được loại trừ 8 giờ trong 12 giờ/);
    expect(await told(work(200, 212, 'cam-1,cam-2'))).toMatch(/từ 4 giờ đến 8 giờ trong 12 giờ/);
    // What begins earlier counts first, also when it is announced last.
    expect(await told(work(50, 56, 'cam-1'))).toMatch(
      /được loại trừ 6 giờ trong 6 giờ.*bắt đầu sau mất 2 giờ/s,
    );

    expect((await contractor.send('/works/announce', work(200, 212, 'cam-1'))).status).toBe(303);
    const list = (await contractor.read('/works')).text.replaceAll(/<[^>]*>/g, ' ');
    expect(list).toMatch(/sắp tới\s+đúng hạn, được loại trừ 4 giờ trong 12 giờ/);
  });

  it('keeps in the list and in the calendar that it was announced late', async () => {
    const { person } = await claimedCity({ isClaimed: false, shown: claimFleet() });
    const contractor = await person('contractor', 'a');
    const { token } = await contractor.tokens('/works');
    const [fromMs, toMs] = [Date.now() + 2 * HOUR_MS, Date.now() + 3 * HOUR_MS].map(local);
    const work = { token, contract: 'keeper', what: 'cam-1', reason: 'Thay nguồn', fromMs, toMs };
    expect(
      (await contractor.send('/works/announce', { ...work, fromMs: fromMs ?? '', toMs: toMs ?? '' })).status,
    ).toBe(303);

    for (const path of ['/works', '/calendar'])
      expect((await contractor.read(path)).text).toContain('báo muộn, không được loại trừ');
    expect((await contractor.read('/works.ics')).text.replaceAll('\r\n ', '').replaceAll('\\', '')).toContain(
      'báo muộn, không được loại trừ',
    );
    // Whom the contract does not bind is not told.
    expect((await (await person('contractor', 'b')).read('/calendar')).text).not.toContain('báo muộn');
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
