import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import { recipientOf } from '../../support/delivery-world.ts';
import { messageOf, newsOf, openTempStore, START_MS } from '../../support/outbox.ts';
import { tempFolder } from '../../support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeOutboxCrash({ engine, tempPlace }: StoreUnderTest): void {
  // What is asked of the engine is asked by fewer.
  const KILLS = engine === 'sqlite' ? 20 : 3;
  const INCIDENTS_A_RUN = 15;
  const CHILD = new URL('../../support/delivery-child.ts', import.meta.url).pathname;
  const RECIPIENTS = [recipientOf('all', { mostPerHour: 10_000 }), recipientOf('few', { mostPerHour: 10 })];

  interface Files {
    readonly ledger: string;
    readonly handedOver: string;
  }

  /** Delivers until it is killed, a moment after so many messages, or until nothing is left. */
  async function deliver({ ledger, handedOver }: Files, startMs: number, killAfter?: number) {
    const known = JSON.stringify(RECIPIENTS.map((one) => [one.id, one]));
    const args = ['--disable-warning=ExperimentalWarning', CHILD, ledger, handedOver, String(startMs), known];
    if (killAfter !== undefined) args.push(String(killAfter));
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const [code, signal] = await once(child, 'exit');
    return code === 0 ? 'done' : signal;
  }

  test(`${KILLS} times kill -9 in a storm: nothing is lost, and what comes twice has the same id and text`, {
    timeout: 300_000,
  }, async () => {
    const folder = tempFolder();
    const files = { ledger: tempPlace(), handedOver: join(folder, 'handed-over') };
    const outbox = createOutbox(openTempStore(files.ledger));
    const added: string[] = [];
    const addStorm = (run: number, atMs: number) => {
      for (let n = 0; n < INCIDENTS_A_RUN; n++) {
        for (const news of ['opened', 'resolved'] as const) {
          for (const recipient of ['all', 'few']) {
            const incident = `link:${run}-${n}@${atMs}`;
            const messageId = `${run}.${n}.${news}.${recipient}@camwatch`;
            const occasion = newsOf({ incident, news, atMs });
            outbox.add(messageOf({ messageId, recipient, occasion, createdMs: atMs, dueMs: atMs }));
            added.push(messageId);
          }
        }
      }
    };

    const ends: string[] = [];
    for (let run = 0; run < KILLS; run++) {
      const atMs = START_MS + run * minutes(20);
      addStorm(run, atMs);
      ends.push(await deliver(files, atMs, 1 + Math.floor(Math.random() * 20)));
    }
    ends.push(await deliver(files, START_MS + KILLS * minutes(20)));

    const lines = readFileSync(files.handedOver, 'utf8').trim().split('\n');
    const handedOver = lines.map((line): { messageId: string; digest: string } => JSON.parse(line));
    const ids = [...new Set(handedOver.map(({ messageId }) => messageId))];
    const rows = outbox.list({ limit: 100_000 });
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(ends).toEqual([...Array.from({ length: KILLS }, () => 'SIGKILL'), 'done']);
    // Every message is sent, by itself or in a digest that is.
    for (const row of rows) {
      const carrier = row.state === 'digested' ? byId.get(row.digest ?? 0) : row;
      expect(carrier?.state).toBe('sent');
      expect(ids).toContain(carrier?.messageId);
    }
    expect(new Set(added).difference(new Set(rows.map(({ messageId }) => messageId)))).toEqual(new Set());
    expect(rows.some(({ occasion }) => occasion.type === 'digest')).toBe(true);
    // Some came twice, or nothing was tested; each always the same.
    expect(handedOver.length).toBeGreaterThan(ids.length);
    expect(new Set(lines).size).toBe(ids.length);
    // In order within each thread.
    for (const opened of ids.filter((id) => id.includes('.opened.') && !id.startsWith('digest.'))) {
      const resolved = ids.indexOf(opened.replace('opened', 'resolved'));
      if (resolved >= 0) expect(resolved).toBeGreaterThan(ids.indexOf(opened));
    }
  });
}
