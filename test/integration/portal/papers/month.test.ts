import { describe, expect, it, vi } from 'vitest';
import { ActRefused } from '#portal/door/act-refused.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { claimedCity } from './claimed-city.ts';
import { personOf } from './person-of.ts';

const wordsOf = (text: string) =>
  /<main.*<\/main>/s
    .exec(text)?.[0]
    .replaceAll(/<(title|[^>]*)>/g, ' ')
    .replaceAll(/\s+/g, ' ') ?? '';

const monthOf = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 7);

describe('the month of a contract', () => {
  it('is settled when somebody looks, and kept: availability, budget, money and what costs most', async () => {
    const { person, downMs } = await claimedCity({ isClaimed: false });
    const contractor = await person('contractor', 'a');
    expect((await contractor.read('/contracts')).text).toContain('href="/contracts/keeper"');
    const path = `/contracts/keeper?period=${monthOf(downMs)}`;
    const { text } = await contractor.read(path);
    expect(text).not.toContain('Đang tính lại số liệu');
    const words = wordsOf(text);
    expect(words).toContain('Độ khả dụng 99,6296 % mục tiêu 99,50 %');
    expect(words).toContain('Từng mục tiêu của hợp đồng không đạt 1 trong 1 2 trường hợp không đạt');
    expect(words).toContain('20.000 đồng giảm trừ thanh toán 20.000 đồng');
    expect(words).toContain(
      'Còn được phép gián đoạn 2,8 giờ gộp mọi thiết bị: cả kỳ được phép 10,8 giờ thiết bị, đã mất 8 ',
    );
    expect(words).toMatch(/cam-1 .*4 giờ .*10\.000 đồng Vì sao\? Đề nghị loại trừ/);
    expect(words).not.toContain('cam-3');
  });

  it('says why its figures could not be worked out, what is done about it, and what is known besides', async () => {
    const { path, downMs } = await createClaimCity();
    const desk = paperDeskOf(path);
    const ask = (async (name, input, who) => {
      if (name !== 'settle-month') return await desk.ask(name, input, who);
      const said = { en: 'the thread has ended', vi: 'luồng tính đã dừng' };
      throw new ActRefused('PAPER_FAILED', said);
    }) as typeof desk.ask;
    const portal = await startClosedPortal(undefined, { papers: { ...desk, ask } });
    const contractor = await personOf(portal)('contractor', 'a');

    const { status, text } = await contractor.read(`/contracts/keeper?period=${monthOf(downMs)}`);

    expect(status).toBe(200);
    expect(text).toContain(
      'chưa tính được số liệu: luồng tính đã dừng. Hệ thống thử lại khi có người xem sau một phút; nếu vẫn không được, hãy báo người quản trị.',
    );
    expect(text).not.toContain('Đang tính lại số liệu');
    expect(text).toContain('Chưa có bảng đối soát');
  });

  it('is worked out while a party looks at the list of its contracts, and for nobody who looks at all of them', async () => {
    const { path } = await createClaimCity();
    const desk = paperDeskOf(path);
    const settled: string[] = [];
    const ask = (async (name, input, who) => {
      if (name === 'settle-month') settled.push(`${who.account} ${(input as { contract: string }).contract}`);
      return await desk.ask(name, input, who);
    }) as typeof desk.ask;
    const person = personOf(await startClosedPortal(undefined, { papers: { ...desk, ask } }));

    expect((await (await person('dost')).read('/contracts')).text).toContain('/contracts/keeper');
    const contractor = await person('contractor', 'a');
    await contractor.read('/contracts');

    await vi.waitFor(() => expect(settled).toEqual(['contractor.a keeper']));
    await vi.waitFor(async () =>
      expect((await contractor.read('/contracts/keeper')).text).not.toContain('Đang tính lại số liệu'),
    );
    await contractor.read('/contracts');
    expect(settled).toHaveLength(1);
  });

  it('is there for its own contractor and agency and for whoever watches over all, in the time that was theirs', async () => {
    const { person } = await claimedCity({ isClaimed: false });
    for (const [role, organisation, status] of [
      ['contractor', 'a', 200],
      ['contractor', 'b', 404],
      ['agency', 'x', 200],
      ['agency', 'y', 404],
      ['dost', undefined, 200],
      ['auditor', undefined, 200],
    ] as const) {
      const one = await person(role, organisation);
      expect([role, organisation, (await one.read('/contracts/keeper')).status]).toEqual([
        role,
        organisation,
        status,
      ]);
      expect((await one.read('/contracts')).text.includes('/contracts/keeper')).toBe(status === 200);
    }
  });

  it.each(['2099-01', '2026', '2026-11-01..2026-11-03', 'x', '%00'])('of %j is none', async (period) => {
    const { person } = await claimedCity({ isClaimed: false });
    const { status } = await (await person('contractor', 'a')).read(`/contracts/keeper?period=${period}`);
    expect([400, 404]).toContain(status);
  });

  it('leads to a claim of a part of an outage in three clicks: once, and with its papers', async () => {
    const { person, at } = await claimedCity({ isClaimed: false });
    const contractor = await person('contractor', 'a');
    const form = await contractor.read('/claims/new?contract=keeper&device=cam-1');
    expect(form.text).toMatch(/value="device:cam-1" checked/);
    expect(form.text).toMatch(/value="device:cam-2">/);
    const local = (hours: number) =>
      new Date(Date.parse(at(hours)) + 7 * 3_600_000).toISOString().slice(0, 16);
    expect(form.text).toContain(`value="${local(0)}"`);
    const { token } = await contractor.tokens('/claims/new?contract=keeper&device=cam-1');
    const claim = {
      ...{
        token,
        contract: 'keeper',
        entity: 'device:cam-1',
        cause: 'power-cut',
        evidence: 'EVN báo mất điện',
      },
      ...{ fromMs: local(0), toMs: local(2) },
    };
    const paper = new File(['thông báo'], 'thông báo EVN.pdf');
    const filed = await contractor.sendFiles('/claims/new', claim, [paper]);
    expect([filed.status, filed.to]).toEqual([303, '/claims/1?done=yes&lang=vi']);
    const read = await contractor.read('/claims/1');
    expect(read.text).toContain('thông báo EVN.pdf');
    const again = await contractor.sendFiles('/claims/new', claim, [paper]);
    expect(again.status).toBe(409);
    expect(again.text).toContain('EVN báo mất điện');
    expect((await contractor.read('/claims')).text.match(/href="\/claims\/\d+"/g)).toHaveLength(1);
  });

  it('is of all that was down in the time claimed, at one tick', async () => {
    const { person, at } = await claimedCity({ isClaimed: false });
    const contractor = await person('contractor', 'a');
    const path = '/claims/new?contract=keeper&device=cam-1';
    expect((await contractor.read(path)).text).toContain('name="alongside" value="all"');
    const local = (hours: number) =>
      new Date(Date.parse(at(hours)) + 7 * 3_600_000).toISOString().slice(0, 16);
    const { token } = await contractor.tokens(path);
    const filed = await contractor.sendFiles('/claims/new', {
      ...{ token, contract: 'keeper', entity: 'device:cam-1', alongside: 'all', cause: 'power-cut' },
      ...{ evidence: 'EVN báo mất điện', fromMs: local(0), toMs: local(2), sure: 'yes' },
    });
    expect(filed.status).toBe(303);
    const words = wordsOf((await contractor.read('/claims/1')).text);
    expect(words).toMatch(/2: cam-1 , cam-2/);
    expect(words).not.toContain('cam-3');
  });

  it('takes no claim of nothing, of another contract, or from another contractor', async () => {
    const { person, at } = await claimedCity({ isClaimed: false });
    const [own, other] = [await person('contractor', 'a'), await person('contractor', 'b')];
    const local = (hours: number) =>
      new Date(Date.parse(at(hours)) + 7 * 3_600_000).toISOString().slice(0, 16);
    const claim = {
      contract: 'keeper',
      cause: 'power-cut',
      evidence: 'EVN báo',
      fromMs: local(0),
      toMs: local(2),
    };
    const { token } = await own.tokens('/claims/new?contract=keeper');
    const nothing = await own.sendFiles('/claims/new', { token, ...claim }, []);
    expect([nothing.status, nothing.text.includes('Hãy chọn ít nhất một')]).toEqual([409, true]);
    const foreign = await own.sendFiles('/claims/new', { token, ...claim, entity: 'device:cam-9' }, []);
    expect(foreign.status).toBe(409);
    expect((await other.read('/claims/new?contract=keeper')).status).toBe(404);
    const { token: others } = await other.tokens('/claims/new?contract=line');
    const theirs = await other.sendFiles(
      '/claims/new',
      { token: others, ...claim, entity: 'device:cam-1' },
      [],
    );
    expect([403, 404, 409]).toContain(theirs.status);
    expect((await own.read('/claims')).text).toContain('Không có đề nghị nào.');
  });
});
