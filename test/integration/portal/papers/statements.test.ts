import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { claimedCity } from './claimed-city.ts';

const wordsOf = (text: string) =>
  /<main.*<\/main>/s
    .exec(text)?.[0]
    .replaceAll(/<(title|[^>]*)>/g, ' ')
    .replaceAll(/\s+/g, ' ') ?? '';

const monthOf = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 7);

/** The city with the statement of last month drafted by the command. */
async function draftedCity() {
  const city = await claimedCity({ isClaimed: false });
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-statements-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const period = monthOf(city.downMs);
  const which = ['--contract', 'keeper', '--period', period];
  const run = (...args: readonly string[]) =>
    runCamwatch('statement', ...args, '--ledger', city.path, '--lang', 'en');
  const drafted = await run(
    ...['draft', ...which, '--author', 'an', '--out', join(folder, 'draft.json'), '--json'],
  );
  if (drafted.code !== 0) throw new Error(drafted.err);
  const { sha256 } = JSON.parse(drafted.out) as { sha256: string };
  return {
    ...city,
    run,
    ledger: city.path,
    folder,
    period,
    which,
    sha256,
    path: `/statements/keeper/${period}`,
  };
}

describe('a statement', () => {
  it('is in the register and on a page of its own: figures, money by line, deadline and seal', async () => {
    const { person, path, period, sha256 } = await draftedCity();
    const contractor = await person('contractor', 'a');
    const list = await contractor.read('/statements');
    expect(list.text).toContain(`href="${path}`);
    expect(wordsOf(list.text)).toMatch(/keeper .*dự thảo .*20\.000 đồng 0 đồng 0 · đến .*\(còn /);
    expect((await contractor.read('/statements?state=issued')).text).not.toContain(`href="${path}`);
    expect((await contractor.read('/statements?contract=line')).text).not.toContain(`href="${path}`);
    const page = await contractor.read(path);
    const words = wordsOf(page.text);
    expect(words).toContain(`mã băm (SHA-256) ${sha256}`);
    expect(words).toMatch(/dấu vân tay của khóa [0-9a-f]{64}/);
    expect(words).toMatch(/độ khả dụng [\d.]+ \/ [\d.]+ ms = 99,6296 %/);
    expect(words).toMatch(/1 giảm trừ thanh toán cam-1 Vì sao\? .*10\.000 đồng/);
    expect(page.text).toContain(`href="${path}/explain/device%3Acam-1`);
    expect(words).toMatch(/đã giao ra .*draft\.json \(JSON\), an/);
    const month = await contractor.read(`/contracts/keeper?period=${period}`);
    expect(month.text).toContain(`href="${path}`);
    expect((await contractor.read(`${path}?hash=${sha256.slice(0, 16)}&lang=en`)).text).toContain(
      'Sealed file',
    );
    expect((await contractor.read(`${path}?hash=0000`)).status).toBe(404);
  });

  it('is there for the parties of its contract and whoever watches over all, with its files and reasons', async () => {
    const { person, path, sha256 } = await draftedCity();
    for (const [role, organisation, status] of [
      ['contractor', 'a', 200],
      ['contractor', 'b', 404],
      ['agency', 'x', 200],
      ['agency', 'y', 404],
      ['dost', undefined, 200],
      ['noc', undefined, 200],
      ['auditor', undefined, 200],
    ] as const) {
      const one = await person(role, organisation);
      const seen = [
        (await one.read(path)).status,
        (await one.read(`${path}/files/${sha256}.json`)).status,
        (await one.read(`${path}/explain/device:cam-1`)).status,
      ];
      expect([role, organisation, seen]).toEqual([role, organisation, [status, status, status]]);
      expect((await one.read('/statements')).text.includes(`href="${path}`)).toBe(status === 200);
    }
  });

  it.each(['2099-01', '2026', 'x', '%00'])('of the period %j is none', async (period) => {
    const { person } = await claimedCity({ isClaimed: false });
    const { status } = await (await person('contractor', 'a')).read(`/statements/keeper/${period}`);
    expect([400, 404]).toContain(status);
  });

  it('that was never drafted says so', async () => {
    const { person, downMs } = await claimedCity({ isClaimed: false });
    const { status, text } = await (await person('contractor', 'a')).read(
      `/statements/keeper/${monthOf(downMs)}`,
    );
    expect([status, text.includes('Kỳ này chưa có bảng đối soát')]).toEqual([200, true]);
  });

  it('is taken as the file that was sealed, and as documents that are on record before anybody has them', async () => {
    const { person, portal, path, sha256, folder, which, run } = await draftedCity();
    const auditor = await person('auditor');
    const take = async (format: string) => {
      const answer = await portal.get(`${path}/files/${sha256}.${format}?lang=vi`, {
        cookie: auditor.cookie,
      });
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const sealed = await take('json');
    const file = join(folder, 'taken.json');
    writeFileSync(file, sealed.bytes);
    expect((await run('verify', file)).out).toContain('GREEN');
    for (const format of ['docx', 'pdf', 'xlsx']) {
      const { answer, bytes } = await take(format);
      expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`keeper-.*-draft\\.${format}`));
      const again = await take(format);
      expect(again.bytes.equals(bytes)).toBe(true);
      const shown = await run('show', ...which, '--json');
      const { handedOut } = JSON.parse(shown.out) as { handedOut: { file: { sha256: string } }[] };
      expect(handedOut.filter((one) => one.file.sha256 === hash('sha256', bytes, 'hex'))).toHaveLength(1);
    }
    expect((await auditor.read(`${path}/files/${'0'.repeat(64)}.pdf`)).status).toBe(404);
    expect((await auditor.read(`${path}/files/../../x.pdf`)).status).toBe(404);
  });
});

describe('why a figure is what it is', () => {
  it('leads from the device to each stretch of time, its rule and clause, the row of its outage and the money', async () => {
    const { person, path } = await draftedCity();
    const { text } = await (await person('auditor')).read(`${path}/explain/device:cam-1`);
    const words = wordsOf(text);
    expect(words).toMatch(/tử số = 2\.577\.600\.000 hoạt động .* = 2\.577\.600\.000 ms/);
    expect(words).toMatch(
      /lần gián đoạn 1 \(change:\d+\) xem dòng sổ ghi bắt đầu: .*quy trách nhiệm: chính thiết bị, 4 giờ/,
    );
    expect(words).toMatch(
      /4 giờ gián đoạn \[1\] gián đoạn, không trả lời; nhà thầu của hợp đồng này chịu trách nhiệm .*điều /,
    );
    expect(words).toMatch(/1\. giảm trừ thanh toán: .*= 10\.000 đồng/);
  });

  it('is asked of the present period as well, and of nothing that the contract does not cover', async () => {
    const { person } = await claimedCity({ isClaimed: false });
    const contractor = await person('contractor', 'a');
    const now = monthOf(Date.now());
    const { status, text } = await contractor.read(`/statements/keeper/${now}/explain/device:cam-1`);
    expect([status, text.includes('tạm tính')]).toEqual([200, true]);
    for (const entity of ['link:l-1', 'device:nobody', '%00', 'x'])
      expect((await contractor.read(`/statements/keeper/${now}/explain/${entity}`)).status).toBe(404);
  });
});
