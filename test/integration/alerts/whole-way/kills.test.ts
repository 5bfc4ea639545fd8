import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { isWatchedAt } from '#core/domain/inventory.ts';
import { deviceEntity, type Entity } from '#core/domain/state.ts';
import { seconds } from '#core/time/units.ts';
import { openIncidentLists } from '#ledger/sqlite/incidents/incident-lists.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { makeAuthority } from '#test/support/certificate-authority.ts';
import { type Exim, startExim } from '#test/support/exim.ts';
import { fastClock } from '#test/support/fast-clock.ts';
import { type MimePart, readMime } from '#test/support/read-mime.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const KILLS = 20;
const FALLING_AT_ONCE = 4;
/** A Thursday at 9 in Hanoi: offices read their mail. */
const START_MS = Date.UTC(2026, 10, 26, 2);
const CHILD = new URL('../../../support/alerting-child.ts', import.meta.url).pathname;

/** The sample city, with mail that goes to a real server. */
async function cityWithMail(exim: Exim, authorityFile: string): Promise<string> {
  const dir = join(tempFolder(), 'city');
  await cp('config/hanoi', dir, { recursive: true });
  const file = join(dir, 'camwatch.yaml');
  const mail = {
    host: exim.host,
    port: exim.port,
    security: 'starttls',
    username: exim.username,
    password: 'env:MAIL_PASSWORD',
    authority: authorityFile,
    from: { name: 'camwatch Hà Nội', address: 'camwatch@example.org' },
  };
  const settings = await readFile(file, 'utf8');
  await writeFile(file, settings.replace('\nalerts:\n', `\nalerts:\n  mail: ${JSON.stringify(mail)}\n`));
  return dir;
}

test('twenty times kill -9 in a storm: every incident has its messages, and what comes twice has the same id', {
  timeout: 400_000,
}, async () => {
  const authority = await makeAuthority();
  const exim = await startExim(authority);
  onTestFinished(async () => {
    await exim.stop();
    await authority.remove();
  });
  const dir = await cityWithMail(exim, authority.authorityFile);
  const path = join(dir, 'data', 'ledger.sqlite');
  const startedMs = Date.now();
  const nowMs = fastClock(START_MS, startedMs);

  await mkdir(join(dir, 'data'));
  const database = openStore(path, { nowMs });
  const writer = createLedgerWriter(database, { collector: 'hanoi-1', run: 'run-1' });
  writer.recordCreation(nowMs());
  const record = changesOf(writer, nowMs);
  const cameras = [...(await loadConfig(dir)).inventory.devices.values()]
    .filter((one) => one.kind === 'camera' && isWatchedAt(one, START_MS))
    .map(({ id }) => deviceEntity(id));
  let next = 0;
  const down: Entity[] = [];
  const storm = () => {
    const falling = cameras.slice(next, next + FALLING_AT_ONCE);
    next += FALLING_AT_ONCE;
    record('down', falling);
    down.push(...falling);
    // Later than anybody waits with a message, some come back while others fall.
    if (down.length > 6 * FALLING_AT_ONCE) record('up', down.splice(0, FALLING_AT_ONCE / 2));
  };

  const start = async () => {
    const args = [
      '--disable-warning=ExperimentalWarning',
      CHILD,
      dir,
      path,
      String(START_MS),
      String(startedMs),
    ];
    const env = { ...process.env, MAIL_PASSWORD: exim.password };
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await once(createInterface({ input: child.stdout }), 'line');
    return child;
  };
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await start();
    storm();
    await delay(Math.random() * 1_000);
    await end(child, 'SIGKILL');
  }
  const last = await start();
  const reads = openIncidentLists(path);
  const outbox = createOutbox(database);
  const inIncidents = () =>
    new Set([...reads.membersOf(reads.incidents().map(({ id }) => id))].map(({ entity }) => entity));
  await until(() => down.every((camera) => inIncidents().has(camera)));
  record('up', down);
  const isOver = () => {
    const { waiting, held } = outbox.counts();
    return reads.counts().unresolved === 0 && waiting + held === 0 && reads.incidents().length > 0;
  };
  await until(isOver);
  await end(last, 'SIGTERM');
  expect({ counts: outbox.counts(), ...reads.counts() }).toMatchObject({
    counts: { waiting: 0, held: 0, dead: 0 },
    unresolved: 0,
  });

  const rows = outbox.list({ limit: 100_000 });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sent = rows.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId);
  const read = async () => (await exim.mails()).map(readMime);
  // What the server has taken it puts into the mailbox a moment later.
  await until(async () => new Set(sent).isSubsetOf(new Set((await read()).map(idOf))));
  const mails = await read();
  const ids = new Set(mails.map(idOf));
  const arrived = mails.map((mail) => `${idOf(mail)} ${mail.headers.get('subject')}`);
  // Every camera that fell is in an incident, and somebody was told how each began and how it ended.
  const incidents = reads.incidents();
  const members = inIncidents();
  expect(cameras.slice(0, next).filter((camera) => !members.has(camera))).toEqual([]);
  for (const { id } of incidents) {
    const kinds = rows
      .filter(({ thread }) => thread === id)
      .map(({ occasion }) => (occasion.type === 'news' ? occasion.news : occasion.type));
    expect(kinds).toContain('resolved');
    expect(kinds.some((kind) => kind === 'opened')).toBe(true);
  }
  for (const row of rows) {
    const carrier = row.state === 'digested' ? byId.get(row.digest ?? 0) : row;
    expect(carrier?.state).toBe('sent');
    expect(ids).toContain(carrier?.messageId);
  }
  // What came twice came under the same id, with the same subject.
  expect(new Set(arrived).size).toBe(ids.size);
  expect([...ids].filter((id) => !rows.some(({ messageId }) => messageId === id))).toEqual([]);
});

/** What never comes true is told by what is expected afterwards. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 300 && !(await isTrue()); waited++) await delay(200);
}

const idOf = ({ headers }: MimePart): string => /<(.*)>/.exec(headers.get('message-id') ?? '')?.[1] ?? '';

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** As the judge would hand them over, confirmed just now. */
function changesOf(writer: ReturnType<typeof createLedgerWriter>, nowMs: () => number) {
  return (state: 'down' | 'up', entities: readonly Entity[]) => {
    const recordedMs = nowMs();
    const changes = entities.map((entity) => ({
      ...{
        entity,
        indicator: 'reach' as const,
        state,
        atMs: recordedMs - 1,
        afterMs: recordedMs - seconds(5),
      },
      ...(state === 'down' && { reason: 'timeout' }),
    }));
    writer.record([{ batch: { changes }, firstSourceSeq: writer.nextSourceSeq(), recordedMs }]);
  };
}
