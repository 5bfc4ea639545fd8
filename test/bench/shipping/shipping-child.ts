// Collectors that only ship, in a process of their own, so that its CPU is theirs alone: until a hub has all, or for so long.
import { setTimeout as delay } from 'node:timers/promises';
import { createHubCaller } from '#hub/shipping/call-hubs.ts';
import { openIdentity } from '#hub/shipping/open-identity.ts';
import { startShipping } from '#hub/shipping/start-shipping.ts';
import { openOutgoing } from '#ledger/sqlite/shipping/open-outgoing.ts';

/** What it is started with. */
export interface ShippingChild {
  readonly hub: string;
  readonly collectors: readonly { readonly ledger: string; readonly identity: string }[];
  /** How long it goes on once all is sent; nothing: it ends then. */
  readonly thenMs?: number;
}

/** What it tells at its end. */
export interface ShippingTold {
  /** From the first look until the hub had said that it has all. */
  readonly shippedMs: number;
  /** Of one core, while there was nothing old to send. */
  readonly quietPercent?: number;
  readonly sentMB: number;
}

const { hub, collectors, thenMs }: ShippingChild = JSON.parse(process.argv[2] ?? '');
const stop = new AbortController();
let sentBytes = 0;
const startedMs = performance.now();
const shipping = collectors.map(({ ledger, identity }) => {
  const credentials = openIdentity(identity).read();
  if (!credentials) throw new Error('expected an identity');
  const onSent = (bytes: number) => {
    sentBytes += bytes;
  };
  return startShipping({
    outgoing: openOutgoing(ledger, 'run-1'),
    caller: createHubCaller({ hubs: [hub], credentials, stop: stop.signal, onSent }),
    ...{ run: 'run-1', nowMs: Date.now, stop: stop.signal },
    ...{ configuration: () => undefined, ownTrouble: () => undefined, onHeard: () => undefined },
    onEvent: (event) => {
      if (event.type !== 'sent') process.stderr.write(`bench: ${JSON.stringify(event)}\n`);
    },
  });
});
while (shipping.some(({ waitingRows }) => waitingRows() > 0)) await delay(10);
const shippedMs = performance.now() - startedMs;

let quietPercent: number | undefined;
if (thenMs !== undefined) {
  // After the first heartbeat, which has all that there is.
  await delay(10_000);
  const before = process.cpuUsage();
  await delay(thenMs);
  const { user, system } = process.cpuUsage(before);
  quietPercent = (user + system) / thenMs / 10;
}
const told: ShippingTold = {
  ...{ shippedMs, sentMB: sentBytes / 1e6 },
  ...(quietPercent !== undefined && { quietPercent }),
};
process.stdout.write(JSON.stringify(told));
process.exit(0);
