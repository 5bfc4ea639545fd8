import { expect, test } from 'vitest';
import type { FindingObservation } from '#core/domain/findings.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { createNotedFindings } from '#server/noted-findings.ts';

const seen = (id: string): FindingObservation => ({
  ...{ entity: deviceEntity(id), code: 'telnet-open', subject: '', isPresent: true, atMs: 1, values: {} },
});

test('tells whose findings were written since it was asked last', async () => {
  const noted = createNotedFindings();
  const note = noted.watching(async () => undefined);
  await note([seen('before-anybody-asked')]);
  expect([...noted.take()]).toEqual([]);

  await note([seen('a'), seen('b')]);
  await note([seen('a')]);
  expect([...noted.take()]).toEqual(['device:a', 'device:b']);
  expect([...noted.take()]).toEqual([]);
});

test('tells of nothing before it is written, and of what may have been written before a failure', async () => {
  const noted = createNotedFindings();
  noted.take();
  const { promise, reject } = Promise.withResolvers<void>();
  const writing = noted.watching(() => promise)([seen('a')]);
  expect([...noted.take()]).toEqual([]);

  reject(new Error('the disk is full'));
  await expect(writing).rejects.toThrow('the disk is full');
  expect([...noted.take()]).toEqual(['device:a']);
});
