import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { runInNamespaces } from '#simulator/cluster/run-in-namespaces.ts';
import type { ClusterFaultRow } from '#test/bench/faults/cluster/result.ts';

const CHILD = new URL('../../bench/faults/cluster/cluster-faults-child.ts', import.meta.url).pathname;
const DEVICES = 40;
const MINUTES = 60_000;

/** Needs root and the programs of `deploy/setup.sh --with all`, and fails without: it is not skipped. */
test(
  'kill -9 of each process of a cluster loses no row, doubles none, gives no device two owners and makes no outage up',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cwf-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
    // PostgreSQL runs as another user, who has to pass.
    await chmod(dir, 0o711);
    const options = JSON.stringify({ dir, devices: DEVICES, seed: 1, only: ['kill-each'] });
    const child = runInNamespaces(CHILD, [options], ['pipe', 'pipe', 'pipe']);
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = (stream: Readable | null) => (stream === null ? 'nothing' : text(stream));
    const [out, err] = await Promise.all([said(child.stdout), said(child.stderr)]);

    expect(out, err).not.toBe('');
    const row: ClusterFaultRow = JSON.parse(out);
    expect(row).toMatchObject({ problems: [], lost: 0, doubled: 0, chainProblems: 0, doublyOwnedSeconds: 0 });
    expect(row.outages).toBeGreaterThan(0);
    expect(row.wrongOutages).toBe(0);
  },
  10 * MINUTES,
);
