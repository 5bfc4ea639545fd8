import type { FindingObservation } from '../../core/domain/findings.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import type { SingleProber } from '../probing/prober.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';
import { runProbes } from '../probing/run-probes.ts';
import type { ScheduledWatch } from '../scheduler/watch-list.ts';

const TELNET_PORT = 23;
const TIMEOUT_MS = seconds(3);

/** Whether anybody listens at port 23; nothing is said to whoever does. `undefined` where that cannot be told. */
export async function lookForTelnet(
  { device, address }: ScheduledWatch,
  {
    tcp,
    resolve,
    nowMs,
    stop,
  }: { tcp: SingleProber; resolve: AddressResolver; nowMs: () => number; stop: AbortSignal },
): Promise<FindingObservation | undefined> {
  const atMs = nowMs();
  const target = { address: await resolve(address), port: TELNET_PORT, timeoutMs: TIMEOUT_MS };
  const [outcome] = await runProbes(tcp, [target], stop);
  if (!outcome || (!outcome.ok && outcome.reason === 'internal')) return undefined;
  const values = { port: TELNET_PORT };
  return {
    entity: deviceEntity(device.id),
    code: 'telnet-open',
    subject: '',
    isPresent: outcome.ok,
    atMs,
    values,
  };
}
