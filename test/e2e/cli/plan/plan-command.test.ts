import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RevisionKind } from '#core/domain/revision.ts';
import { toJson } from '#core/text/to-json.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { device } from '#test/support/inventory.ts';
import { PLAN_YAML } from '#test/support/plan.ts';
import { openTempLedger, openTempReader, tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';

const LONG_AGO_MS = Date.UTC(2024, 0, 1);

/** A city of one agency and one camera, its plan, and `camwatch plan` on both. */
async function createPlanCity(more = '', secrecy = 'public', task = '  - id: I.2\n') {
  const dir = await makeConfigDir({ devices: 1 });
  writeFileSync(join(dir, 'plan.yaml'), `${PLAN_YAML.replace('  - id: I.2\n', task)}${more}`);
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path, { nowMs: () => LONG_AGO_MS });
  const revision = (kind: RevisionKind, body: { readonly id: string }) => ({
    kind,
    id: body.id,
    fromMs: LONG_AGO_MS,
    body: toJson(body),
  });
  await ledger.recordRevisions(
    [
      revision('agency', { id: 'police', ...{ name: 'Công an thành phố', kind: 'police', successors: [] } }),
      revision('agency', { id: 'health', ...{ name: 'Sở Y tế', kind: 'department', successors: [] } }),
      revision('site', { id: 'pole-1', ...{ name: 'Cột 1', area: 'ba-dinh', secrecy } }),
      revision('device', device({ id: 'cam-1', site: 'pole-1', agency: 'police' })),
    ],
    { author: 'an', sourceHash: 'x', recordedMs: LONG_AGO_MS },
  );
  await ledger.close();
  const plan = (...args: readonly string[]) =>
    runCamwatch('plan', ...args, '--config', dir, '--ledger', path);
  const set = (...args: readonly string[]) => plan('set', ...args, '--by', 'police', '--author', 'an');
  return { dir, path, plan, set };
}

describe('camwatch plan', () => {
  test('a task is set with what bears it out, shown, and its steps are chained', async () => {
    const city = await createPlanCity();
    const paper = join(tempFolder(), 'bien-ban.pdf');
    writeFileSync(paper, 'signed');

    const first = await city.set('task', 'I.1', 'percent=40', 'evidence=Đã trình', '--attach', paper);
    const back = await city.set('task', 'I.1', 'percent=30');
    const shown = await city.plan('status', '--task', 'I.1', '--lang', 'vi');

    expect(first).toEqual({ code: 0, out: 'recorded task:I.1: percent, evidence\n', err: '' });
    expect(back).toEqual({
      code: 1,
      out: '',
      err: 'camwatch: task I.1: expected a reason where something is overwritten (percent), got none (--reason WHY)\n',
    });
    expect(shown.out).toMatch(
      /^I\.1 +đang triển khai +40 % +01\/2025–12\/2025 +Ban hành quy chế\n +chủ trì: Công an thành phố$/m,
    );
    expect(shown.out).toMatch(/^ {4}\d+ Đã trình; bien-ban\.pdf; Công an thành phố$/m);
    const [row] = [...openTempReader(city.path).decisions('plan_step')];
    expect(row).toMatchObject({
      id: 'task:I.1',
      action: 'set',
      author: 'an',
      body: {
        percent: 40,
        status: 'in-progress',
        evidence: 'Đã trình',
        agency: 'police',
        by: 'agency:police',
      },
    });
    expect(await verifyLedger(city.path, { scope: 'full', attachments: 'check' })).toMatchObject({
      problems: [],
    });
  });

  test('of a task that several lead each moves its own part, and who leads none enters evidence', async () => {
    const task = `  - { id: I.2, name: Lắp đặt, lead: { text: Sở ngành, kinds: [department] }, coordinators: [police], to: 2025-06 }\n`;
    const city = await createPlanCity('', 'public', task);
    const setBy = (by: string, ...args: readonly string[]) =>
      city.plan('set', 'task', 'I.2', ...args, '--by', by, '--author', 'an');

    const own = await setBy('health', 'percent=40', 'note=Còn chờ cấp điện');
    const others = await setBy('police', 'percent=50', 'evidence=Đã cho ý kiến');
    const word = await setBy('police', 'evidence=Đã cho ý kiến');
    const shown = await city.plan('status', '--task', 'I.2');
    const [json] = JSON.parse((await city.plan('status', '--task', 'I.2', '--json')).out).tasks;

    expect([own.out, word.out]).toEqual([
      'recorded task:I.2:health: percent, note\n',
      'recorded task:I.2:police: evidence\n',
    ]);
    expect([others.code, others.err]).toEqual([
      1,
      'camwatch: task I.2: percent: expected it from one of the bodies that lead it; any other body enters evidence (--by)\n',
    ]);
    expect(shown.out).toMatch(
      /^I\.2 +in progress +until 06\/2025 +Lắp đặt\n +lead: Sở ngành\n +1 units: 1 reported, 0 done$/m,
    );
    expect(shown.out).toContain('\n  Sở Y tế (health): in progress 40 %; Còn chờ cấp điện\n');
    expect(shown.out).toContain('Tasks that are overdue: 1\n  I.2 since 01/07/2025: Lắp đặt\n');
    expect(json).toMatchObject({
      overdueSince: '2025-07-01',
      units: [{ agency: 'health', progressPercent: 40 }],
      evidence: [{ text: 'Đã cho ý kiến', agency: 'police' }],
    });
    expect(json).not.toHaveProperty('progressPercent');
  });

  test('two units that lead a task together enter at once', async () => {
    const task = `  - { id: I.2, name: Lắp đặt, lead: [police, health] }\n`;
    const city = await createPlanCity('', 'public', task);
    const setBy = (by: string, percent: string) =>
      city.plan('set', 'task', 'I.2', `percent=${percent}`, '--by', by, '--author', 'an');

    const units = await Promise.all([setBy('police', '10'), setBy('health', '20')]);
    const [json] = JSON.parse((await city.plan('status', '--task', 'I.2', '--json')).out).tasks;

    expect(units.map(({ code }) => code)).toEqual([0, 0]);
    expect(json.units).toMatchObject([
      { agency: 'police', progressPercent: 10 },
      { agency: 'health', progressPercent: 20 },
    ]);
  });

  test('in English a task has its English name', async () => {
    const task = `  - { id: I.2, name: Lắp đặt, name_en: Install cameras }\n`;
    const { plan } = await createPlanCity('', 'public', task);

    expect((await plan('status', '--lang', 'en')).out).toContain('Install cameras');
    expect((await plan('status', '--lang', 'vi')).out).toContain('Lắp đặt');
  });

  test('entries get numbers, are changed for a reason, removed, and remembered as they were', async () => {
    const city = await createPlanCity();
    const document = ['number=1/QĐ', 'date=5/1/2025', 'subject=Quy chế'];

    await city.set('document', 'new', ...document);
    const second = await city.set('document', 'new', ...document, '--json');
    const changed = await city.set('document', '1', 'subject=Quy chế mới', '--reason', 'Nhầm');
    const removed = await city.plan('remove', 'document', '2', '--by', 'police', '--reason', 'Trùng');
    const status = JSON.parse((await city.plan('status', '--json')).out);
    const history = JSON.parse((await city.plan('status', '--history', '--json')).out);

    expect(JSON.parse(second.out)).toMatchObject({
      id: 'document:2',
      recorded: true,
      values: { number: '1/QĐ', date: '2025-01-05', subject: 'Quy chế', agency: 'police' },
    });
    expect(changed.out).toBe('recorded document:1: subject\n');
    expect(removed.out).toBe('removed document:2; its rows stay in the ledger\n');
    expect(status.document).toMatchObject([{ id: '1', values: { subject: 'Quy chế mới' } }]);
    expect(history.map(({ id, action }: Record<string, unknown>) => [id, action])).toEqual([
      ['document:1', 'set'],
      ['document:2', 'set'],
      ['document:1', 'set'],
      ['document:2', 'removed'],
    ]);
  });

  test('tells who has not handed in, opinions that are waited for, and findings', async () => {
    const more = `findings: { opinions_from: 2024-12-01 }\nsites: [{ id: pole-1, request: { date: 2025-02-01 }, police: { date: 2025-02-09 } }]\n`;
    const { plan } = await createPlanCity(more);

    const { out, code } = await plan('status', '--year', '2025', '--lang', 'en');

    expect(code).toBe(0);
    expect(out).toContain(
      'Forms of 2025 (until the end of 29/11/2025): 0 of 2 units have handed in\n  not yet: 2\n    Công an thành phố (police)\n',
    );
    expect(out).toMatch(
      /^Opinions that are waited for: 1\n {2}pole-1: Department of Science and Technology, [\d,]+ days$/m,
    );
    expect(out).toContain(
      '  installed without the opinions that are needed: 1\n    pole-1 · cam-1\n      Công an thành phố · Department of Science and Technology: waited for\n',
    );
  });

  test('counts what is at secret sites and names it in JSON alone', async () => {
    const more =
      'findings: { opinions_from: 2024-12-01 }\nsites: [{ id: pole-1, request: { date: 2025-02-01 } }]\n';
    const { plan } = await createPlanCity(more, 'secret');

    const { out } = await plan('status', '--year', '2025');
    const json = await plan('status', '--year', '2025', '--json');

    expect(out).not.toContain('pole-1');
    expect(out).toContain('Opinions that are waited for: 2\n  2 at secret sites (--json names them)\n');
    expect(out).toContain('opinions that are needed: 1\n    1 at secret sites (--json names them)\n');
    expect(JSON.parse(json.out).findings[0]).toMatchObject({ site: 'pole-1', isSecret: true });
  });

  test('records nothing on a dry run, nor what is wrong, and says what', async () => {
    const city = await createPlanCity();

    const dry = await city.set('task', 'I.1', 'percent=5', '--dry-run');
    const problems = await Promise.all([
      city.set('task', 'I.3', 'percent=5'),
      city.set('weather', 'new', 'percent=5'),
      city.set('site', 'pole-2', 'dost.date=2025-02-01'),
      city.set('document', 'new', 'number=1', 'date=31/02/2025', 'subject=x', 'agency=polise'),
      city.set('document', 'Quyết định', 'number=1'),
      city.plan('remove', 'document', '1', '--by', 'police', '--reason', 'Nhầm'),
    ]);
    const usage = await city.set('task', 'I.1', 'percent');

    expect(dry.out).toBe('would record task:I.1: percent (nothing was recorded)\n');
    expect(problems.map(({ code, err }) => `${code} ${err}`)).toEqual([
      '1 camwatch: expected the number of a task of plan.yaml (I.1, I.2), got "I.3"\n',
      '1 camwatch: expected one of task, document, inspection, training, research, funding, obstacle, proposal, next-task, exemption, estimate, declaration, site, got "weather"\n',
      '1 camwatch: site pole-2: expected the id of a site on record, got "pole-2" (did you mean pole-1?)\n',
      '1 camwatch: document 1: date: expected a day such as 2025-09-03, got "2025-02-31"\n',
      '1 camwatch: document: expected an id of lower-case letters, digits and dashes, or new, got "Quyết định"\n',
      '1 camwatch: expected an entry of document that stands, got "1"\n',
    ]);
    expect(usage).toMatchObject({
      code: 2,
      err: expect.stringContaining('error: expected key=value, such as percent=40, got "percent"'),
    });
    expect([...openTempReader(city.path).decisions('plan_step')]).toEqual([]);
  });

  test('says where there is no plan, and checks one with the folder', async () => {
    const dir = await makeConfigDir({ devices: 1 });
    const path = tempLedgerPath();

    const missing = await runCamwatch('plan', 'status', '--config', dir, '--ledger', path);
    writeFileSync(join(dir, 'plan.yaml'), PLAN_YAML.replace('lead: police', 'lead: polise'));
    const checked = await runCamwatch('check', dir);

    expect(missing.err).toBe(`camwatch: ${dir}: expected a plan.yaml in the folder, found none\n`);
    expect(checked).toMatchObject({
      code: 1,
      err: `${dir} is not valid:\n  plan.yaml:5:11 tasks[0].lead: expected the id of an agency, got "polise" (did you mean police?)\n`,
    });
  });
});
