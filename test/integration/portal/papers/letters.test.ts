import { describe, expect, it, vi } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { IN_TIME_MS, LATE_MS } from '#test/support/forms-city.ts';
import { readMime } from '#test/support/read-mime.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { unusedPort } from '#test/support/tcp.ts';
import { textOf } from './planned-city.ts';
import { urgedCity } from './urged-city.ts';

const LETTERS = '/plan/letters';
const FILLED = {
  ...{ year: '2025', date: '2025-11-22', until: '2025-11-25', contact: 'Chị Lan, 024 3936 0000' },
  ...{ post: 'TRƯỞNG PHÒNG', signer: 'Nguyễn Văn Mẫu', number: '12/CAHN-PTM' },
};

type Person = Awaited<ReturnType<Awaited<ReturnType<typeof urgedCity>>['person']>>;

async function sendAll(dost: Person, form: Record<string, string>, files: readonly File[] = []) {
  const { token } = await dost.tokens(LETTERS);
  return await dost.sendFiles(`${LETTERS}/send`, { ...FILLED, token, ...form }, files);
}

const ended = (dost: Person) =>
  vi.waitFor(
    async () => {
      const { text } = await dost.read(LETTERS);
      expect(/data-part="letter-run"( data-again)?/.exec(text)?.[1] ?? 'ended').toBe('ended');
      return textOf(text);
    },
    { timeout: 20_000, interval: 100 },
  );

describe('letters to units', () => {
  it('are offered to whoever is late, by DOST alone, and say who has no address', async () => {
    const { person } = await urgedCity();
    const dost = await person('dost');
    const { text } = await dost.read(LETTERS);
    expect(text.match(/name="unit"[^>]* checked/g)).toHaveLength(3);
    expect(textOf(text)).toMatch(
      /UBND phường Ba Đình chưa gửi quá hạn 2 ngày 1 nội dung Biểu mẫu báo cáo năm 2025/,
    );
    expect(textOf(text)).toMatch(/UBND phường Giảng Võ .*chưa có địa chỉ/);
    expect(textOf(text)).toContain('Chưa khai báo máy chủ thư');
    expect((await dost.read(`${LETTERS}?choose=none`)).text).not.toMatch(/name="unit"[^>]* checked/);

    const ward = await person('agency', 'ward');
    expect((await ward.read(LETTERS)).status).toBe(404);
    expect((await (await person('contractor', 'a')).read(LETTERS)).status).toBe(403);
    const auditor = await person('auditor');
    const seen = await auditor.read(`${LETTERS}?lang=en`);
    expect([seen.status, seen.text.includes('name="unit"')]).toEqual([200, false]);
    expect([seen.text.includes('Văn thư clerk-1'), seen.text.includes('clerk-1@')]).toEqual([true, false]);
    expect((await auditor.sendFiles(`${LETTERS}/send`, { ...FILLED, token: 'x' })).status).toBe(403);
    const { token } = await ward.tokens('/plan/forms');
    const stolen = { ...FILLED, token, units: 'ward-2' };
    expect((await ward.sendFiles(`${LETTERS}/send`, stolen)).status).toBe(404);
    expect((await ward.send(`${LETTERS}/file`, { ...stolen, format: 'pdf' })).status).toBe(404);
  });

  it("are nobody's while the time is not over", async () => {
    const { person } = await urgedCity({ nowMs: () => IN_TIME_MS });
    expect(textOf((await (await person('dost')).read(LETTERS)).text)).toContain(
      'Không có đơn vị nào quá hạn',
    );
  });

  it('are read before they go: the words, what is blank, and as DOCX and PDF', async () => {
    const { person, portal } = await urgedCity({ mailPort: 1 });
    const dost = await person('dost');
    const { token } = await dost.tokens(LETTERS);
    const blank = await dost.sendFiles(`${LETTERS}/preview`, { token, year: '2025', unit: 'ward' });
    expect(blank.text).toContain('<mark>[ngày: ……]</mark>');
    expect(textOf(blank.text)).toContain(
      'Chưa có số, ký hiệu, hạn mới, đầu mối hỗ trợ, chức vụ người ký, họ tên người ký: công văn này chưa gửi thư điện tử được.',
    );
    expect(blank.text).toMatch(/<input type="file" name="signed" accept=".pdf" required/);
    const numbered = { ...FILLED, token, unit: 'ward', number: '12' };
    const unsigned = await dost.sendFiles(`${LETTERS}/preview`, numbered);
    expect(textOf(unsigned.text)).toContain('Chưa có số, ký hiệu: công văn này chưa gửi');
    expect(textOf(unsigned.text)).toMatch(/Lưu: VT, \[đơn vị soạn thảo: ……\]/);
    const many = await dost.sendFiles(`${LETTERS}/preview`, { ...numbered, unit: '', units: 'ward,ward-2' });
    expect([many.text.includes('value="mail"'), many.text.includes('value="hand"')]).toEqual([false, true]);
    const form = { ...FILLED, token, units: 'ward,ward-2,ward-3', number: '12/CAHN-PTM' };
    const preview = await dost.sendFiles(`${LETTERS}/preview`, form);
    const said = textOf(preview.text);
    expect([preview.status, preview.text.includes('<mark>')]).toEqual([200, false]);
    expect(said).toMatch(/Số: 12\/CAHN-PTM V\/v đôn đốc gửi báo cáo năm 2025 .*ngày 22 tháng 11 năm 2025/);
    expect(said).toContain('Kính gửi: UBND phường Ba Đình');
    expect(said).toContain('trước ngày 25/11/2025, để tổng hợp báo cáo');
    expect(said).toContain('liên hệ Chị Lan, 024 3936 0000.');
    expect(said).toMatch(/TRƯỞNG PHÒNG Nguyễn Văn Mẫu/);
    expect(said).toMatch(/Số: 13\/CAHN-PTM.*Số: 14\/CAHN-PTM/);
    expect(said).toContain('Lưu: VT, PTM.');
    expect(said).toContain('Thư gửi tới: Văn thư clerk-1 clerk-1@example.org Văn thư duty duty@example.org');
    expect(said).toContain('Gửi thư điện tử tới 2 đơn vị (1 đơn vị chưa có địa chỉ)');
    const together = await dost.sendFiles(`${LETTERS}/preview`, { ...form, together: 'yes' });
    expect(textOf(together.text)).toMatch(
      /Công văn sẽ gửi: 1 .*còn 03 đơn vị chưa gửi .*Đơn vị chưa gửi: 03/,
    );

    for (const [format, begins] of [
      ['docx', 'PK'],
      ['pdf', '%P'],
    ] as const) {
      const file = await portal.post(
        `${LETTERS}/file`,
        { ...FILLED, token, units: 'ward', number: '12/CAHN-PTM', format },
        { cookie: dost.cookie },
      );
      expect(file.headers.get('content-disposition')).toBe(
        `attachment; filename=don-doc-ward-2025-11-20.${format}`,
      );
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe(begins);
    }
    expect(textOf((await dost.read(LETTERS)).text)).toContain('Năm này chưa có công văn nào');
  });

  it('go out by mail once a day, each to its own unit, and stand on record with what the server answered', async () => {
    const mail = await startScriptedMail();
    let nowMs = LATE_MS;
    const { person, portal, ledger } = await urgedCity({ mailPort: mail.port, nowMs: () => nowMs });
    const dost = await person('dost');
    const form = { units: 'ward,ward-2,ward-3', number: '12/CAHN-PTM' };
    expect((await sendAll(dost, form)).status).toBe(303);
    const told = await ended(dost);
    expect(told).toMatch(/2\/3 đơn vị\./);
    expect(told).toMatch(
      /UBND phường Ba Đình đã gửi Văn thư clerk-1, Văn thư duty Máy chủ thư đã nhận. 250 /,
    );
    expect(told).toMatch(/UBND phường Giảng Võ chưa gửi: đơn vị chưa có địa chỉ/);
    expect(mail.received.map(({ to }) => to)).toEqual([
      ['clerk-1@example.org', 'duty@example.org'],
      ['clerk-2@example.org', 'duty@example.org'],
    ]);
    const { headers, parts } = readMime(mail.received[0]?.raw ?? '');
    expect(headers.get('message-id')).toBe('<letter.ward.2025-11-20.2025-11-22@camwatch>');
    expect(headers.get('subject')).toContain('V/v đôn đốc gửi báo cáo năm 2025');
    const [words = ''] = /K=C3=ADnh[\s\S]*?(?=\r?\n--)/.exec(parts[0]?.body.toString() ?? '') ?? [];
    expect(decodeURIComponent(words.replaceAll(/=\r?\n/g, '').replaceAll('=', '%'))).toMatch(
      /công văn số 12\/.* ngày 22\/11\/2025 V\/v đôn đốc gửi báo cáo/,
    );
    const pdf = parts.find(({ body }) => body.subarray(0, 5).toString() === '%PDF-');

    const { text } = await dost.read(LETTERS);
    expect(textOf(text)).toMatch(
      /Công văn trong sổ ghi 2 .*13\/.*, 22\/11\/2025 thư điện tử tới Văn thư clerk-2, Văn thư duty/,
    );
    const files = [...text.matchAll(/\/plan\/letters\/\d+\/files\/[0-9a-f]{64}/g)].map(([path]) => path);
    const kept = await portal.get(files.at(-1) ?? '', { cookie: dost.cookie });
    expect(Buffer.from(await kept.arrayBuffer()).equals(pdf?.body ?? Buffer.alloc(0))).toBe(true);
    expect((await (await person('agency', 'ward')).read(files[0] ?? '')).status).toBe(404);
    expect(text.match(/name="unit"[^>]* checked/g)).toHaveLength(1);

    expect((await sendAll(dost, form)).status).toBe(303);
    await vi.waitFor(async () => expect(await ended(dost)).toContain('không gửi lại: hôm nay đã gửi'), {
      timeout: 20_000,
    });
    expect(mail.received).toHaveLength(2);

    nowMs += 86_400_000;
    expect((await sendAll(dost, { ...form, units: 'ward' })).status).toBe(303);
    await vi.waitFor(async () => expect(await ended(dost)).toMatch(/1\/1 đơn vị\./), { timeout: 20_000 });
    expect(mail.received).toHaveLength(3);
    expect(await verifyLedger(ledger, { scope: 'full' })).toMatchObject({ problemCount: 0 });
  });

  it('are not lost where the mail server is gone: nothing is on record, and they go when it is back', async () => {
    const port = await unusedPort();
    const { person } = await urgedCity({ mailPort: port });
    const dost = await person('dost');
    const form = { units: 'ward,ward-2' };
    expect((await sendAll(dost, form)).status).toBe(303);
    const told = await ended(dost);
    expect(told).toMatch(
      /UBND phường Ba Đình chưa gửi được – .*UBND phường Cửa Nam chưa gửi: máy chủ thư không nhận/,
    );
    expect(told).toContain('2 đơn vị chưa nhận được: chưa ghi gì');
    expect(told).toContain('Năm này chưa có công văn nào trong sổ ghi.');

    let isAway = true;
    const mail = await startScriptedMail({
      sender: () => (isAway ? '421 closing down' : undefined),
      recipient: (to) => (to.startsWith('clerk-1') ? '550 no such user' : undefined),
    });
    const other = await urgedCity({ mailPort: mail.port });
    const again = await other.person('dost');
    expect((await sendAll(again, form)).status).toBe(303);
    expect(await ended(again)).toMatch(
      /chưa gửi được – .*421 closing down .*chưa gửi: máy chủ thư không nhận/,
    );
    isAway = false;
    expect((await sendAll(again, form)).status).toBe(303);
    await vi.waitFor(
      async () =>
        expect(await ended(again)).toMatch(
          /UBND phường Ba Đình chưa gửi được – .*no such user .*UBND phường Cửa Nam đã gửi/,
        ),
      { timeout: 20_000 },
    );
  });

  it('go without blanks, unless a signed paper goes in their place, and are recorded where they go by hand', async () => {
    const mail = await startScriptedMail();
    const { person } = await urgedCity({ mailPort: mail.port });
    const dost = await person('dost');
    const bare = await sendAll(dost, { units: 'ward', until: '', signer: '', number: '12' });
    expect([bare.status, textOf(bare.text).includes('cần điền trước khi gửi công văn')]).toEqual([409, true]);
    expect(bare.text).toMatch(/value="ward"[^>]* checked/);
    expect(textOf(bare.text)).toContain('cần cả số và ký hiệu, ví dụ 12/SKHCN-CĐS, trước khi gửi');
    const wrong = await sendAll(dost, { units: 'ward', number: 'mười' });
    expect([wrong.status, textOf(wrong.text).includes('cần số nguyên từ 1 trở lên')]).toEqual([409, true]);
    expect((await sendAll(dost, { units: '' })).status).toBe(409);
    const png = new File(['PNG'], 'x.png');
    expect(textOf((await sendAll(dost, { units: 'ward' }, [png])).text)).toContain('phải là một tệp PDF');
    const signed = new File(['%PDF-1.7 đã ký'], 'công văn.pdf');
    const both = await sendAll(dost, { units: 'ward,ward-2' }, [signed]);
    expect([both.status, textOf(both.text).includes('đang chọn 2 công văn')]).toEqual([409, true]);

    const one = await sendAll(dost, { units: 'ward', until: '', contact: '' }, [signed]);
    expect(one.status).toBe(303);
    expect(await ended(dost)).toMatch(/1\/1 đơn vị\..*công văn\.pdf/);
    expect(mail.received[0]?.raw).toContain(Buffer.from('%PDF-1.7 đã ký').toString('base64'));

    expect((await sendAll(dost, { units: 'ward-3', way: 'hand', until: '' })).status).toBe(303);
    await vi.waitFor(async () => expect(await ended(dost)).toMatch(/UBND phường Giảng Võ đã ghi sổ/), {
      timeout: 20_000,
    });
    expect(textOf((await dost.read(LETTERS)).text)).toMatch(
      /Giảng Võ 12\/CAHN-PTM, 22\/11\/2025 đường khác, không qua thư điện tử .*don-doc-ward-3-2025-11-20\.docx/,
    );
    expect(mail.received).toHaveLength(1);
  });
});
