import { parentPort, workerData } from 'node:worker_threads';
import { postLoopDelay } from '../../core/host/loop-delay.ts';
import { createThreadLogger } from '../../core/host/thread-logger.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { createHubCaller } from '../../hub/shipping/call-hubs.ts';
import { createConfigurationFetcher } from '../../hub/shipping/fetch-configuration.ts';
import { openIdentity } from '../../hub/shipping/open-identity.ts';
import { createRenewal } from '../../hub/shipping/renew.ts';
import { startShipping } from '../../hub/shipping/start-shipping.ts';
import { openOutgoing } from '../../ledger/sqlite/shipping/open-outgoing.ts';
import type { FromShipping, ShippingStart, ToShipping } from './shipping-messages.ts';
import { createShippingTally } from './shipping-tally.ts';

/** Entry of the thread that sends what is recorded: packing rows keeps no probe waiting. */
const start: ShippingStart = workerData;
const send = (message: FromShipping) => parentPort?.postMessage(message);
const logger = createThreadLogger(start.logLevel, send);
postLoopDelay('shipping');

const NUMBERS_EVERY_MS = seconds(5);
const RENEW_LOOK_MS = minutes(10);

const identity = openIdentity(start.identityFolder);
const own = identity.read();
if (!own) throw new Error('expected an identity, found none: it is made before');
const [stopping, ended] = [new AbortController(), new AbortController()];
const outgoing = openOutgoing(start.ledgerPath, start.run);
const tally = createShippingTally();
const caller = createHubCaller({
  ...{ hubs: start.hubs, credentials: own, stop: ended.signal },
  onSent: tally.addBytes,
});
let configuration = start.configuration;
let trouble: string | undefined;
const fetcher = createConfigurationFetcher(caller);
const renewal = createRenewal({ identity, caller, nowMs: Date.now, logger });

const shipping = startShipping({
  ...{ outgoing, caller, run: start.run, nowMs: Date.now, stop: stopping.signal },
  configuration: () => configuration,
  ownTrouble: () => trouble,
  onHeard: (answer) => {
    send({ type: 'heard', answer });
    void fetcher.follow(answer.configuration, configuration).then(
      (text) => text !== undefined && send({ type: 'configuration', text, authority: own.authority }),
      (error: unknown) => logger.warn({ err: error }, 'the configuration could not be fetched'),
    );
  },
  onEvent: (event) => tally.note(event, logger),
});

const numbers = setInterval(() => {
  const waitingRows = shipping.waitingRows();
  const firstSeq = outgoing.head().seq - waitingRows + 1;
  send({
    type: 'numbers',
    numbers: {
      ...tally.take(),
      waitingRows,
      waitingSinceMs: waitingRows > 0 ? outgoing.recordedMs(firstSeq) : undefined,
      isStopped: shipping.isStopped(),
      certificateEndsMs: renewal.endsMs(),
    },
  });
}, NUMBERS_EVERY_MS);
const renewing = setInterval(() => void renewal.look(), RENEW_LOOK_MS);
void renewal.look();

parentPort?.on('message', (message: ToShipping) => {
  if (message.type === 'configuration') {
    configuration = message.name ?? configuration;
    trouble = message.trouble;
    return;
  }
  void finish(message.withinMs);
});

async function finish(withinMs: number): Promise<void> {
  clearInterval(numbers);
  clearInterval(renewing);
  stopping.abort();
  const late = setTimeout(() => ended.abort(new Error('the time to send what is left is over')), withinMs);
  await shipping
    .finish(withinMs)
    .catch((error: unknown) => logger.warn({ err: error }, 'what is left waits for the next start'));
  clearTimeout(late);
  ended.abort(new Error('the collector is closed'));
  caller.close();
  outgoing.close();
  parentPort?.close();
}
