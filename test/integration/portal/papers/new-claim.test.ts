import { describe, expect, it } from 'vitest';
import { claimFleet } from '#test/support/claim-fleet.ts';
import { claimedCity } from './claimed-city.ts';

const textOf = (page: string) => page.replaceAll(/<(title|[^>]*)>/g, ' ').replaceAll(/\s+/g, ' ');

async function claimant(city: Parameters<typeof claimedCity>[0]) {
  const { person, at } = await claimedCity({ isClaimed: false, shown: claimFleet(), ...city });
  const one = await person('contractor', 'a');
  const local = (hours: number) => new Date(Date.parse(at(hours)) + 7 * 3_600_000).toISOString().slice(0, 19);
  const form = '/claims/new?contract=keeper&device=cam-1';
  const send = async (fields: Record<string, string | readonly string[]>) => {
    const { token } = await one.tokens(form);
    const claim = { token, contract: 'keeper', cause: 'power-cut', evidence: 'EVN 118', ...fields };
    const body = new FormData();
    for (const [name, values] of Object.entries(claim))
      for (const value of [values].flat()) body.append(name, value);
    return await one.sendBody('/claims/new', body);
  };
  return { ...one, form, file: send, local };
}

describe('a claim that is to be filed', () => {
  it('shows what is too late with its limit, and offers it to nobody', async () => {
    const { read, form } = await claimant({ claimWithin: '1d' });

    const { text } = await read(form);

    expect(text).not.toContain('name="entity"');
    expect(textOf(text)).toMatch(
      /nhận đề nghị trong 1 ngày kể từ khi.*Đã quá hạn đề nghị \(1 ngày sau khi kết thúc\).*cam-1.*\(4 giờ\) · hết hạn 12\//,
    );
    expect(textOf((await read('/contracts/keeper')).text)).toMatch(/chỉ gửi được trong 1 ngày sau khi/);
  });

  it('tells how long there is still time', async () => {
    const { read, form } = await claimant({});

    expect(textOf((await read(form)).text)).toMatch(/cam-1 .*\(4 giờ\) – hạn gửi .*, còn \d+ ngày/);
  });

  it('that batteries should have carried is sent only by somebody who was told that it brings nothing', async () => {
    const { read, form, file: send, local } = await claimant({ terms: { ups_autonomy: '30m' } });
    expect(textOf((await read(form)).text)).toContain('không loại trừ 30 phút đầu của mỗi lần mất điện');
    const short = { entity: 'device:cam-1', fromMs: local(1), toMs: local(1.25) };

    const told = await send(short);
    expect([told.status, told.text.includes('name="sure"'), told.text.includes('EVN 118')]).toEqual([
      409,
      true,
      true,
    ]);
    expect(textOf(told.text)).toMatch(/vẫn không loại trừ được giây nào.*30 phút đầu/);
    expect((await read('/claims')).text).not.toContain('href="/claims/1"');

    expect((await send({ ...short, sure: 'yes' })).status).toBe(303);
    expect(textOf((await read('/claims/1')).text)).toMatch(
      /đề nghị 15 phút.*Nếu chấp thuận toàn bộ loại trừ nhiều nhất 0/,
    );
    // A cut that began before is past its batteries.
    const longer = await send({ ...short, fromMs: local(1.5), toMs: local(1.75), cutFromMs: local(1) });
    expect(longer.status).toBe(303);
  });

  it('for several devices says which seconds it leaves out, or takes the whole outage of each', async () => {
    const { read, file: send, local } = await claimant({});
    const part = { entity: ['device:cam-1', 'device:cam-2'], fromMs: local(1), toMs: local(4) };

    const told = await send(part);
    expect(told.status).toBe(409);
    expect(textOf(told.text)).toContain('không được đề nghị: cam-1 1 giờ; cam-2 1 giờ.');

    expect((await send({ ...part, whole: 'yes' })).status).toBe(303);
    const receipt = textOf((await read('/claims/1')).text);
    expect(receipt).toMatch(/đề nghị 4 giờ .*loại trừ nhiều nhất 8 giờ/);
    expect(receipt).toMatch(/Bên quyết định Sở X, Sở Khoa học và Công nghệ/);
    expect(receipt).toContain('Quá hạn mà chưa quyết định thì số liệu giữ nguyên');
    expect(receipt).toMatch(/Phần đề nghị .*4 giờ 4 giờ/);
  });

  it('that is withdrawn tells by whom, when and why', async () => {
    const { read, file: send, local, tokens, ...one } = await claimant({});
    await send({ entity: 'device:cam-1', fromMs: local(0), toMs: local(4) });

    const form = { ...(await tokens('/claims/1')), reason: 'Thiếu giấy của điện lực' };
    expect((await one.send('/claims/1/withdraw', form)).status).toBe(303);

    const { text } = await read('/claims/1');
    expect(textOf(text)).toMatch(/Đã rút Nhà thầu A Thiếu giấy của điện lực \d\d\/\d\d\/\d{4} .*tài khoản/);
    expect(text).not.toContain('data-part="claim-hearings"');
  });
});
