import { createPublicKey, X509Certificate } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hours, seconds } from '#core/time/units.ts';
import { judgeChain } from '#demo/cluster/judge-cluster.ts';
import { openIdentity } from '#hub/shipping/open-identity.ts';
import type { ClusterFault } from './cluster-fault.ts';
import { authorityOf, type ClusterWorld, ledgerOf } from './cluster-world.ts';

/** Gives a collector, which is stopped, a certificate that has ended. */
function endCertificate({ dir, store, folderOf }: ClusterWorld, id: string): void {
  const identity = openIdentity(join(folderOf(id), 'identity'));
  const own = identity.read();
  if (own === undefined) throw new Error(`${id}: expected an identity, found none`);
  const issuedMs = Date.now() - ENDED_MS;
  const { pem, serial, endsMs } = authorityOf(dir).issueCollector(
    createPublicKey(identity.publicKey()),
    id,
    issuedMs,
  );
  using collectors = store.openCollectors({ author: 'bench', nowMs: Date.now });
  const by = new X509Certificate(own.certificate).serialNumber.toLowerCase();
  collectors.renew(id, { by, certificate: { serial, endsMs } });
  identity.keep({ certificate: pem, authority: own.authority });
}

/** Thirty days and an hour. */
const ENDED_MS = hours(30 * 24 + 1);

/** What a hub noted of a collector since an instant. */
function isNoted({ store }: ClusterWorld, action: string, sinceMs: number): boolean {
  using reader = store.openReader();
  return reader.audits({ limit: 100, action }).some(({ recordedMs }) => recordedMs >= sinceMs);
}

/** The folder of a collector, which is stopped, on the machine of the one that comes after it. */
async function copyOf(world: ClusterWorld, id: string, name: string): Promise<string> {
  const copy = join(world.dir, `copy-${id}-${name}`);
  await cp(world.folderOf(id), copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** Puts what lies in one folder in the place of what lies in another, which may be a file system. */
async function putBack(from: string, to: string): Promise<void> {
  await rm(join(to, 'configuration'), { recursive: true, force: true });
  for (const name of ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm'])
    await rm(join(to, name), { force: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true, force: true });
}

export const IDENTITY_FAULTS: readonly ClusterFault[] = [
  {
    name: 'certificate-ended',
    what: 'a collector whose certificate has ended, 45 s, and a new token',
    lastsMs: seconds(45),
    begin: async (world, random) => {
      const target = random.pick(world.pair());
      await world.stopCollector(target, 'stop');
      endCertificate(world, target);
      world.takeToken(target);
      await world.startCollector(target);
      return {
        target,
        mend: async () => {
          const refused = world.logOf(target).includes('no hub takes what is sent');
          await world.stopCollector(target, 'stop');
          world.giveToken(target);
          await world.startCollector(target);
          return refused
            ? undefined
            : { problems: [`${target} did not say that no hub takes what it sends`] };
        },
      };
    },
  },
  {
    name: 'restored',
    what: 'a collector restored from a backup (a fork), 60 s, and a new one in its place',
    lastsMs: seconds(60),
    begin: async (world, random) => {
      const target = random.pick(world.pair());
      const sinceMs = Date.now();
      await world.stopCollector(target, 'stop');
      const backup = await copyOf(world, target, 'backup');
      await world.startCollector(target);
      await world.untilMoreRows(target, 5);
      await world.stopCollector(target, 'stop');
      // Its chain as the centre has it.
      const kept = await copyOf(world, target, 'kept');
      await putBack(backup, world.folderOf(target));
      await world.startCollector(target);
      return {
        target,
        mend: async () => {
          const isTold = isNoted(world, 'collector-forked', sinceMs);
          world.folders.set(target, kept);
          await world.dropCollector(target);
          const next = await world.addCollector();
          return {
            note: `${next} is in the place of ${target}`,
            problems: isTold ? [] : ['the hub noted no fork'],
          };
        },
      };
    },
  },
  {
    name: 'doubled',
    what: 'two collectors with one identity, 60 s, and a new one in their place',
    lastsMs: seconds(60),
    begin: async (world, random) => {
      const target = random.pick(world.pair());
      const sinceMs = Date.now();
      await world.stopCollector(target, 'stop');
      const copy = await copyOf(world, target, 'twin');
      const twin = world.startTwin(target, copy);
      await world.startCollector(target);
      return {
        target,
        mend: async () => {
          const isTold =
            isNoted(world, 'collector-doubled', sinceMs) || isNoted(world, 'collector-forked', sinceMs);
          await twin.stop();
          await world.dropCollector(target);
          // One of both has the chain that the centre has.
          const isOfTwin = judgeChain(target, ledgerOf(copy), world.store).areEqual;
          if (isOfTwin) world.folders.set(target, copy);
          const next = await world.addCollector();
          return {
            note: `the chain of ${isOfTwin ? 'the second' : 'the first'} counts; ${next} is in their place`,
            problems: isTold ? [] : ['the hub noted neither two runs nor a fork'],
          };
        },
      };
    },
  },
];
