import { mkdtempSync, rmSync } from 'node:fs';
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

/** A city whose last month nobody drafted yet, with a place for the key. */
async function undraftedCity() {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const city = await claimedCity({ isClaimed: false, key: join(folder, 'own', 'key.pem') });
  const period = monthOf(city.downMs);
  const path = `/statements/keeper/${period}`;
  const statement = (act: string, ...args: readonly string[]) =>
    runCamwatch(
      ...['statement', act, ...args, '--contract', 'keeper', '--period', period],
      ...['--ledger', city.path, '--lang', 'en'],
    );
  return { ...city, path, period, statement };
}

type Person = Awaited<ReturnType<Awaited<ReturnType<typeof claimedCity>>['person']>>;

async function seal(person: Person, path: string, form: Record<string, string>) {
  return await person.send(`${path}/seal`, { ...(await person.tokens(path)), ...form });
}

describe('what is done about a statement', () => {
  it('begins with a draft that DOST has looked at before: sealed once, with its copy beside the ledger alone', async () => {
    const { person, path, statement } = await undraftedCity();
    const office = await person('dost');
    const form = { ...(await office.tokens(path)), step: 'draft' };
    const preview = await office.send(`${path}/preview`, form);
    expect(preview.status).toBe(200);
    expect(wordsOf(preview.text)).toMatch(/Chưa niêm phong gì.*tổng cộng 20\.000 đồng/);
    expect((await office.read(path)).text).toContain('chưa có bảng đối soát');

    const both = await Promise.all([office.send(`${path}/seal`, form), office.send(`${path}/seal`, form)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const shown = JSON.parse((await statement('show', '--json')).out) as {
      state: string;
      handedOut: { file: { name: string } }[];
    };
    expect(shown.state).toBe('draft');
    expect(shown.handedOut.map(({ file }) => file.name)).toEqual([
      path.replace(/.*\/(.*)/, 'keeper-$1-draft.json'),
    ]);

    const replaced = await seal(office, path, { step: 'replace', replace: 'Số liệu đến muộn' });
    expect(replaced.status).toBe(303);
    expect(wordsOf((await office.read(path)).text).match(/lập dự thảo/g)?.length).toBeGreaterThan(1);
  });

  it('is sealed by nobody but DOST, and by no forged form', async () => {
    const { person, path } = await undraftedCity();
    const [office, agency, contractor, auditor] = [
      await person('dost'),
      await person('agency', 'x'),
      await person('contractor', 'a'),
      await person('auditor'),
    ];
    for (const one of [agency, contractor]) {
      expect((await one.read(path)).text).not.toContain('data-part="statement-draft"');
      const { token } = await one.tokens('/account');
      expect((await one.send(`${path}/seal`, { token, after: '0', step: 'draft' })).status).toBe(409);
    }
    const form = { ...(await office.tokens(path)), step: 'draft' };
    expect((await auditor.send(`${path}/seal`, form)).status).toBe(403);
    expect((await office.send(`${path}/seal`, { ...form, token: 'x' })).status).toBe(403);
    expect((await office.send(`${path}/seal`, { ...form, step: 'x' })).status).toBe(400);
    expect((await office.read('/statements')).text).toContain('Không có bảng đối soát nào');
  });

  it('is objected to by its contractor with papers until the deadline: once, and what was typed stays', async () => {
    const { person, path } = await undraftedCity();
    const office = await person('dost');
    await seal(office, path, { step: 'draft' });
    const [contractor, other, agency] = [
      await person('contractor', 'a'),
      await person('contractor', 'b'),
      await person('agency', 'x'),
    ];
    const page = await contractor.read(path);
    expect(wordsOf(page.text)).toMatch(/Nêu ý kiến về dự thảo đến .*\(còn /);
    expect((await agency.read(path)).text).not.toContain('data-part="statement-object"');
    const why = 'Mất điện cả phố, xem thông báo EVN';
    const send = async (one: Person, form: Record<string, string>) =>
      await one.sendFiles(`${path}/object`, form, [new File(['thông báo'], 'evn.pdf')]);
    const tokens = await contractor.tokens(path);
    const wrong = await send(contractor, { ...tokens, line: '99', entity: 'cam-1', why });
    expect([wrong.status, wrong.text.includes(why), wrong.text.includes('value="cam-1"')]).toEqual([
      409,
      true,
      true,
    ]);
    const { token } = await other.tokens('/account');
    expect((await send(other, { token, after: tokens.after, line: '1', why })).status).toBe(404);
    const { token: agencys } = await agency.tokens('/account');
    expect((await send(agency, { token: agencys, after: tokens.after, line: '1', why })).status).toBe(409);

    const both = await Promise.all([
      send(contractor, { ...tokens, line: '1', why }),
      send(contractor, { ...tokens, line: '1', why }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const words = wordsOf((await office.read(path)).text);
    expect(words).toContain(why);
    expect(words).toMatch(/còn tranh chấp 10\.000 đồng/);
  });

  it('is agreed to by its contractor under its own account: the draft that it saw, once, and then issued at once', async () => {
    const { person, path, statement, run, at } = await undraftedCity();
    const office = await person('dost');
    await seal(office, path, { step: 'draft' });
    const [contractor, other, agency] = [
      await person('contractor', 'a'),
      await person('contractor', 'b'),
      await person('agency', 'x'),
    ];
    const hashOf = async () =>
      /name="hash" value="([0-9a-f]{64})"/.exec((await contractor.read(path)).text)?.[1] ?? '';
    const agree = async (one: Person, form: Record<string, string>) => await one.send(`${path}/agree`, form);
    const claim = await run(
      ...['claim', 'file', '--by', 'a', '--device', 'cam-1', '--from', at(0), '--to', at(4)],
      ...['--cause', 'power-cut', '--evidence', 'EVN 118', '--author', 'an'],
    );
    expect(claim.code).toBe(0);
    expect(wordsOf((await contractor.read(path)).text)).toMatch(
      /chưa được quyết định.*Đồng ý không rút đề nghị.*số 1/,
    );
    const [tokens, hash] = [await contractor.tokens(path), await hashOf()];
    for (const one of [other, agency, office]) {
      const { token } = await one.tokens('/account');
      const { status } = await agree(one, { token, after: tokens.after, hash });
      expect(status).toBe(one === other ? 404 : 409);
    }
    expect((await agree(contractor, { ...tokens, token: 'x', hash })).status).toBe(403);

    // DOST makes another draft while the contractor looks at the first.
    await seal(office, path, { step: 'replace', replace: 'Số liệu đến muộn' });
    const stale = await agree(contractor, { ...tokens, hash });
    expect([stale.status, wordsOf(stale.text).includes('đã có người xử lý việc này')]).toEqual([409, true]);
    const fresh = await contractor.tokens(path);
    const older = await agree(contractor, { ...fresh, hash });
    expect([older.status, wordsOf(older.text).includes('nay có dự thảo khác')]).toEqual([409, true]);

    const form = { ...fresh, hash: await hashOf() };
    const both = await Promise.all([agree(contractor, form), agree(contractor, form)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const [, second] = both.toSorted((a, b) => a.status - b.status);
    expect(wordsOf(second?.text ?? '')).toMatch(/Gần nhất: đã đồng ý với dự thảo, .* tài khoản /);
    const page = await contractor.read(path);
    expect(wordsOf(page.text)).toMatch(/hạn nêu ý kiến về dự thảo: .* đã kết thúc lúc .* do nhà thầu đồng ý/);
    expect((await contractor.read('/calendar')).text).toMatch(/<del>.*bảng đối soát kỳ/);
    expect(wordsOf(page.text)).toMatch(/đã đồng ý với dự thảo này lúc .* hạn nêu ý kiến kết thúc từ lúc đó/);
    expect(page.text).not.toMatch(/data-part="statement-(agree|object)"/);
    expect(wordsOf((await office.read('/statements')).text)).toContain('đã đồng ý lúc');

    expect((await seal(office, path, { step: 'issue' })).status).toBe(303);
    const shown = JSON.parse((await statement('show', '--json')).out);
    expect(shown).toMatchObject({ state: 'issued', agreedBy: 'contractor:a', signOff: { of: form.hash } });
  });

  it('is issued with the paper of an agreement, and restated once a decision changed its figures', async () => {
    const { person, path, run, at, statement } = await undraftedCity();
    const office = await person('dost');
    await seal(office, path, { step: 'draft' });
    const early = await seal(office, path, { step: 'issue' });
    expect([early.status, early.text.includes('nhà thầu được nêu ý kiến đến')]).toEqual([409, true]);
    const agree = async (files: readonly File[]) =>
      await office.sendFiles(`${path}/agreed`, { ...(await office.tokens(path)), agreed: 'yes' }, files);
    expect((await agree([])).status).toBe(409);
    expect((await agree([new File(['đồng ý'], 'biên bản.pdf')])).status).toBe(303);
    expect(wordsOf((await office.read(path)).text)).toMatch(/đã phát hành .*Nhà thầu A · biên bản\.pdf/);

    const same = { ...(await office.tokens(path)), step: 'restate', reason: 'Rà soát lại' };
    const refused = await office.send(`${path}/preview`, same);
    expect([refused.status, refused.text.includes('Rà soát lại')]).toEqual([409, true]);
    for (const args of [
      [
        'claim',
        'file',
        '--by',
        'a',
        '--device',
        'cam-1',
        '--from',
        at(0),
        '--to',
        at(4),
        '--cause',
        'power-cut',
      ],
      ['claim', 'decide', '1', '--by', 'x', '--accept', '--reason', 'EVN', '--author', 'chi', '--yes'],
    ]) {
      const more = args[1] === 'file' ? ['--evidence', 'EVN 118', '--author', 'an'] : [];
      const { code, err } = await run(...args, ...more);
      expect([code, err]).toEqual([0, '']);
    }
    const preview = await office.send(`${path}/preview`, same);
    expect(wordsOf(preview.text)).toMatch(/những gì thay đổi .*tổng cộng 20\.000 đồng 10\.000 đồng/);
    expect((await office.send(`${path}/seal`, same)).status).toBe(303);
    const words = wordsOf((await office.read(path)).text);
    expect(words).toMatch(/đã điều chỉnh .*Rà soát lại/);
    expect(JSON.parse((await statement('show', '--json')).out)).toMatchObject({
      state: 'restated',
      number: 1,
    });
  });
});
