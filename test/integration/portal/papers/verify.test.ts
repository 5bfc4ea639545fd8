import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { claimedCity } from './claimed-city.ts';

const wordsOf = (text: string) =>
  /<main.*<\/main>/s
    .exec(text)?.[0]
    .replaceAll(/<(title|[^>]*)>/g, ' ')
    .replaceAll(/\s+/g, ' ') ?? '';

const monthOf = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 7);

/** A city with a drafted statement and a checkpoint. */
async function sealedCity() {
  const city = await claimedCity({ isClaimed: false });
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-verify-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const period = monthOf(city.downMs);
  const place = ['--ledger', city.path];
  const which = ['--contract', 'keeper', '--period', period, '--out', join(folder, 'draft.json')];
  const drafted = await runCamwatch('statement', 'draft', ...which, '--author', 'an', '--json', ...place);
  const issued = await runCamwatch('checkpoint', 'issue', '--author', 'an', ...place);
  expect([drafted.code, issued.code, issued.err]).toEqual([0, 0, expect.any(String)]);
  const { fingerprint } = JSON.parse(drafted.out) as { fingerprint: string };
  const sealed = readFileSync(join(folder, 'draft.json'), 'utf8');
  const show = async (...args: readonly string[]) =>
    (await runCamwatch('checkpoint', 'show', ...args, ...place)).out;
  return { ...city, show, fingerprint, path: `/statements/keeper/${period}`, ledger: city.path, sealed };
}

/** Edits what is on record, as whoever owns the disk can. */
function forgeState(ledger: string): void {
  const database = new DatabaseSync(ledger);
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  database.exec("UPDATE change SET state = 'up' WHERE state = 'down'");
  database.close();
}

describe('what is verified', () => {
  it('is the chain, recomputed: whole, and broken where a row was edited', async () => {
    const { person, ledger } = await sealedCity();
    const auditor = await person('auditor');
    expect(wordsOf((await auditor.read('/verify/record?from=first-row')).text)).toMatch(
      /Chuỗi băm còn nguyên.*đã kiểm tra \d+ dòng, từ dòng 1 /,
    );
    expect((await auditor.read('/verify/record')).text).toContain('href="/verify/record?from=first-row');
    forgeState(ledger);
    expect(wordsOf((await auditor.read('/verify/record?from=first-row')).text)).toMatch(
      /Sổ ghi bị hỏng: \d+ vấn đề/,
    );
  });

  it('is a statement: each check by its name, and the key that was named', async () => {
    const { person, path, fingerprint } = await sealedCity();
    const contractor = await person('contractor', 'a');
    expect((await contractor.read(path)).text).toContain(`href="${path}/verify?`);
    const good = wordsOf((await contractor.read(`${path}/verify?fingerprint=${fingerprint}`)).text);
    expect(good).toMatch(/ĐÚNG: mọi mục đã kiểm tra đều khớp/);
    expect(good).toMatch(/khóa đã được báo cho bạn \(--fingerprint\) đúng/);
    expect(good).toMatch(/số liệu tính lại đúng/);
    const bad = wordsOf((await contractor.read(`${path}/verify?fingerprint=${'0'.repeat(64)}`)).text);
    expect(bad).toMatch(/SAI: không được dùng tệp này/);
    expect((await (await person('contractor', 'b')).read(`${path}/verify`)).status).toBe(404);
  });

  it('is a file by its hash: of what somebody may read', async () => {
    const { person, portal, path } = await sealedCity();
    const [contractor, other] = [await person('contractor', 'a'), await person('contractor', 'b')];
    const page = await contractor.read(path);
    const [, file = ''] = /href="([^"]*\.pdf[^"]*)"/.exec(page.text) ?? [];
    const answer = await portal.get(file, { cookie: contractor.cookie });
    const sha256 = createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex');
    expect((await contractor.read(`/verify?sha256=${sha256.toUpperCase()}`)).text).toContain(`href="${path}`);
    expect((await other.read(`/verify?sha256=${sha256}`)).text).toContain('KHÔNG CÓ TRONG SỔ GHI');
    expect((await other.read('/verify?sha256=x')).status).toBe(400);
  });

  it('is a file that somebody has, JSON or document: of what they may read, and nothing of it is kept', async () => {
    const { person, portal, path, ledger, sealed } = await sealedCity();
    const [auditor, other] = [await person('auditor'), await person('contractor', 'b')];
    const send = async (who: typeof auditor, files: readonly File[], more = {}) => {
      const { token } = await who.tokens('/verify');
      const { status, text } = await who.sendFiles('/verify/file', { token, ...more }, files);
      return { status, words: wordsOf(text), text };
    };
    const json = new File([sealed], '../../x.json');
    const before = readdirSync(`${ledger}.files`);

    const good = await send(auditor, [json]);
    expect(good.words).toMatch(/Kết quả kiểm tra: x\.json.*ĐÚNG: mọi mục đã kiểm tra đều khớp/);
    expect(good.text).toContain(`href="${path}`);
    const wrongKey = await send(auditor, [json], { fingerprint: '0'.repeat(64) });
    expect(wrongKey.words).toContain('SAI: không được dùng tệp này');
    const edited = new File([sealed.replace('"total":"20000"', '"total":"10000"')], 'x.json');
    expect((await send(auditor, [edited])).words).toContain('SAI: không được dùng tệp này');
    const page = await auditor.read(path);
    const [, link = ''] = /href="([^"]*\.pdf[^"]*)"/.exec(page.text) ?? [];
    const answer = await portal.get(link, { cookie: auditor.cookie });
    const pdf = new File([Buffer.from(await answer.arrayBuffer())], 'Bảng đối soát.pdf');
    expect((await send(auditor, [pdf])).words).toMatch(/ĐÚNG: mọi mục đã kiểm tra đều khớp.*đã giao ra/);

    for (const [who, file] of [
      [other, json],
      [other, pdf],
      [auditor, new File(['%PDF-1.7'], 'x.pdf')],
      [auditor, new File(['['.repeat(100_000)], 'x.json')],
      [auditor, new File(['{"document":{"id":"__proto__"}}'], 'x.json')],
    ] as const) {
      const unknown = await send(who, [file]);
      expect([unknown.status, unknown.words.includes('KHÔNG CÓ TRONG SỔ GHI')]).toEqual([200, true]);
    }
    const nothing = await send(auditor, []);
    expect([nothing.status, nothing.words.includes('cần một tệp để kiểm tra')]).toEqual([409, true]);
    expect(readdirSync(`${ledger}.files`)).toEqual(before);
  });

  it('is taken home as the export that the command writes, by whoever watches over all', async () => {
    const { person, portal, ledger } = await sealedCity();
    const path = '/verify/ledger.jsonl.gz';
    const auditor = await person('auditor');
    expect((await auditor.read('/verify')).text).toContain(`href="${path}"`);
    const answer = await portal.get(path, { cookie: auditor.cookie });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=ledger.jsonl.gz');
    const text = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString();
    const written = await runCamwatch('ledger', 'export', '--ledger', ledger);
    expect(text).toBe(written.out);
    expect((await auditor.read(path)).status).toBe(200);
    for (const [role, organisation] of [
      ['contractor', 'a'],
      ['agency', 'x'],
      ['noc', undefined],
    ] as const) {
      const one = await person(role, organisation);
      expect((await one.read(path)).status).toBe(403);
      expect((await one.read('/verify')).text).not.toContain(`href="${path}"`);
    }
  });

  it('are checkpoints, as the command gives them', async () => {
    const { person, show } = await sealedCity();
    const auditor = await person('auditor');
    const { text } = await auditor.read('/verify');
    expect(text).toContain('href="/verify/checkpoints/checkpoint-000001.txt"');
    expect(wordsOf(text)).toContain('Chưa có bên nào ngoài đơn vị vận hành ký đầu sổ');
    expect(wordsOf(text)).toContain('camwatch ledger export');
    const note = await auditor.read('/verify/checkpoints/checkpoint-000001.txt');
    expect(note.text.trimEnd()).toBe((await show('--size', '1')).trimEnd());
    const heads = await auditor.read('/verify/checkpoints/heads.txt');
    expect(heads.text.trimEnd()).toBe((await show('--heads')).trimEnd());
    for (const name of ['checkpoint-000009.txt', 'x.txt', '%00'])
      expect((await auditor.read(`/verify/checkpoints/${name}`)).status).toBe(404);
  });
});
