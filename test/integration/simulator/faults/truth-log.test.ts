import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TruthInterval } from '#simulator/faults/fault.ts';
import { createTruthLog } from '#simulator/faults/truth-log.ts';

const interval = (fault: number): TruthInterval => ({
  fault,
  expected: { shows: 'finding', entity: 'device:cam-1', code: 'clock-drift' },
  from: { earliestMs: 1, latestMs: 2 },
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-truth-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('what is added stands in the file as JSON lines, in order', async () => {
  const path = join(await temporaryFolder(), 'truth.jsonl');
  const log = createTruthLog(path);

  log.add([interval(1), interval(2)]);
  log.add([interval(3)]);
  await log.flush();

  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([interval(1), interval(2), interval(3)]);
  expect(log.intervals()).toEqual([interval(1), interval(2), interval(3)]);
});

test('a file that cannot be written is reported by flush', async () => {
  const log = createTruthLog(join(await temporaryFolder(), 'missing', 'truth.jsonl'));

  log.add([interval(1)]);

  await expect(log.flush()).rejects.toThrow('ENOENT');
});
