import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { runInNamespaces } from '#simulator/cluster/run-in-namespaces.ts';

const CHILD = new URL('../../../support/cluster/half-open-child.ts', import.meta.url).pathname;

/** Needs root and `nft`, and fails without: it is not skipped. */
test('a connection that is half open is silent without an error, new ones work, and what was sent arrives when it is mended', async () => {
  const child = runInNamespaces(CHILD, [], ['pipe', 'pipe', 'pipe']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = (stream: Readable | null) => (stream === null ? 'nothing' : text(stream));

  const [out, err] = await Promise.all([said(child.stdout), said(child.stderr)]);

  expect(err).toBe('');
  expect(JSON.parse(out)).toEqual({ halfOpen: 1, back: ['first a', 'second c', 'first b'] });
});
