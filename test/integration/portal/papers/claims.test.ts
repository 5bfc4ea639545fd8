import { describe, expect, it } from 'vitest';
import { claimedCity } from './claimed-city.ts';

describe('a claim', () => {
  it('is there for the parties of its contract, whom it blames and those who watch, and for nobody else', async () => {
    const { person } = await claimedCity();
    const seen = async (...who: Parameters<typeof person>) => {
      const { read } = await person(...who);
      const list = await read('/claims');
      return [(await read('/claims/1')).status, list.text.includes('href="/claims/1"')];
    };
    expect(await seen('contractor', 'a')).toEqual([200, true]);
    expect(await seen('contractor', 'b')).toEqual([200, true]);
    expect(await seen('agency', 'x')).toEqual([200, true]);
    expect(await seen('auditor')).toEqual([200, true]);
    expect(await seen('contractor', 'c')).toEqual([404, false]);
    expect(await seen('agency', 'y')).toEqual([404, false]);
  });

  it('is asked about, answered with a paper, previewed and decided in part: once, with the figures of the preview', async () => {
    const { person, at } = await claimedCity();
    const [agency, line, contractor] = [
      await person('agency', 'x'),
      await person('contractor', 'b'),
      await person('contractor', 'a'),
    ];
    const asked = await agency.send('/claims/1/ask', {
      ...(await agency.tokens('/claims/1')),
      party: 'contractor:b',
    });
    expect([asked.status, asked.to]).toEqual([303, '/claims/1?done=yes&lang=vi']);

    const paper = new File(['nhật ký'], '../../x.txt', { type: 'text/plain' });
    const says = 'Đường truyền vẫn chạy trên ắc quy';
    const answered = await line.sendFiles('/claims/1/answer', { ...(await line.tokens('/claims/1')), says }, [
      paper,
    ]);
    expect(answered.status).toBe(303);
    const page = await contractor.read('/claims/1');
    expect(page.text).toContain(says);
    const [, file = ''] = /href="(\/claims\/1\/files\/[0-9a-f]{64})"/.exec(page.text) ?? [];
    expect((await contractor.read(file)).text).toBe('nhật ký');
    expect(page.text).toContain('<bdi>x.txt</bdi>');

    const local = (hours: number) =>
      new Date(Date.parse(at(hours)) + 7 * 3_600_000).toISOString().slice(0, 16);
    const decision = {
      verdict: 'accepted',
      fromMs: local(0),
      toMs: local(2),
      reason: 'EVN xác nhận hai giờ',
      entity: 'device:cam-1',
    };
    // A browser counts steps from the time that stands there, which has milliseconds: every whole hour would be refused.
    const fields = (await agency.read('/claims/1')).text.match(/<input type="datetime-local"[^>]*>/g);
    expect(fields?.every((field) => field.includes('step="any"'))).toBe(true);
    const preview = await agency.send('/claims/1/preview', {
      ...(await agency.tokens('/claims/1')),
      ...decision,
    });
    expect(preview.status).toBe(200);
    const told = /<main.*<\/main>/s
      .exec(preview.text)?.[0]
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    expect(told).toContain(
      'Độ khả dụng 99,6296 % 99,7219 % Gián đoạn 8 giờ 6 giờ Được loại trừ 0 giây 2 giờ',
    );
    expect(told).toContain('Tiền giảm trừ, phạt, bồi thường 20.000 đồng 10.000 đồng');

    const confirm = { ...(await agency.tokens('/claims/1')), ...decision };
    const both = await Promise.all([
      agency.send('/claims/1/decide', confirm),
      agency.send('/claims/1/decide', confirm),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const after = await contractor.read('/claims/1');
    expect(after.text).toContain('chấp thuận một phần');
    expect(after.text).toContain('EVN xác nhận hai giờ');
    // The browser's button back: the old page's form is refused, and says why.
    const again = await agency.send('/claims/1/decide', { ...confirm, verdict: 'rejected' });
    expect([again.status, again.text.includes('đã có người xử lý')]).toEqual([409, true]);
  });

  it('is decided by nobody who is a party to it or reads alone, and by no forged form', async () => {
    const { person } = await claimedCity();
    const [filer, reader, agency] = [
      await person('contractor', 'a'),
      await person('auditor'),
      await person('agency', 'x'),
    ];
    const { token, after } = await agency.tokens('/claims/1');
    const reject = { verdict: 'rejected', reason: 'Không có giấy tờ' };
    expect((await agency.send('/claims/1/decide', { ...reject, after, token: 'x' })).status).toBe(403);
    expect((await reader.send('/claims/1/decide', { ...reject, after, token })).status).toBe(403);
    expect(
      (await filer.send('/claims/1/decide', { ...reject, ...(await filer.tokens('/claims/1')) })).status,
    ).toBe(409);
    expect((await filer.read('/claims/1')).text).toContain('chờ quyết định');
    expect((await agency.send('/claims/1/decide', { ...reject, after, token })).status).toBe(303);
  });

  it('keeps what was typed where something is wrong with it', async () => {
    const { person } = await claimedCity();
    const agency = await person('agency', 'x');
    const form = {
      ...(await agency.tokens('/claims/1')),
      verdict: 'accepted',
      fromMs: '2020-01-01T00:00',
      toMs: '2020-01-02T00:00',
      reason: 'Một lý do đã gõ',
    };
    const answer = await agency.send('/claims/1/preview', form);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('role="alert"');
    expect(answer.text).toContain('Một lý do đã gõ');
    expect(answer.text).toContain('2020-01-01T00:00');
  });

  it('is answered with no file that is too large, and keeps the words', async () => {
    const { person } = await claimedCity();
    const line = await person('contractor', 'b');
    const large = new File([new Uint8Array(21_000_000)], 'phim.mp4');
    const sent = { ...(await line.tokens('/claims/1')), says: 'Kèm đoạn phim' };
    const answer = await line.sendFiles('/claims/1/answer', sent, [large]);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('20 MB');
    expect(answer.text).toContain('Kèm đoạn phim');
  });
});
