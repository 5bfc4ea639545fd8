import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AlertSettings } from '../../../core/domain/alert-settings.ts';
import type { Delivery } from '../../../core/domain/notifier.ts';
import type { Metrics } from '../../../core/names/metrics.ts';
import { minutes, seconds } from '../../../core/time/units.ts';
import type { DeliveryStore, TakenMessage } from '../../../ledger/record/outbox/delivery-store.ts';
import type { Lane } from '../../../ledger/record/outbox/outbox-message.ts';
import { DIGESTS_BEYOND, URGENT_BEYOND } from '../../../ledger/record/outbox/rate-limit.ts';
import { backoffMs, GIVE_UP_AFTER_MS } from './backoff.ts';
import { createLanes, type LaneNews, type LaneSign, laneKey, type MostAtOnce } from './create-lanes.ts';
import { createOutcomes } from './create-outcomes.ts';
import { type Delivering, deliverMessage } from './deliver-message.ts';
import { judgeDelivery } from './judge-delivery.ts';

export interface DeliveryOptions extends Pick<Delivering, 'notifierOf' | 'addressesOf' | 'compose'> {
  readonly store: DeliveryStore;
  /** As they are now: they may have been read anew. */
  readonly settings: () => { readonly recipients: Pick<AlertSettings['recipients'], 'get'> };
  readonly nowMs: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Messages on their way at once, of a recipient on a channel and of a channel. */
  readonly mostAtOnce?: MostAtOnce;
  /** Beyond the deadline of the notifier, should it not keep that. */
  readonly deadlineMs?: number;
  readonly urgentBeyond?: number;
}

/** Sends what is due: at least once, in order within each thread, no faster than a recipient wants it. */
export interface OutboxDelivery {
  /**
   * Sends what is due, and settles when nothing is on its way. To be called every second without waiting for the call
   * before: nothing waits for what is slow, and nothing else looks for what has become due.
   */
  readonly run: (atMs?: number) => Promise<void>;
  /** Takes nothing more and waits so long for what is on its way; what is not done by then is sent again after a start. */
  readonly close: (waitMs?: number) => Promise<void>;
}

/** Between transactions that follow on each other, so that others get to write. */
const BREATH_MS = 20;
/** For what is on its way to end when it is told to. */
const ABORT_MS = seconds(2);

export function createDelivery(options: DeliveryOptions): OutboxDelivery {
  const { store, settings, nowMs, metrics, logger, deadlineMs = minutes(2) } = options;
  const delivering: Delivering = {
    ...options,
    deadlineMs,
    recipientOf: (id) => settings().recipients.get(id),
  };
  const lanes = createLanes(options.mostAtOnce ?? { lane: 2, channel: 16 });
  const outcomes = createOutcomes(store, options);
  const underWay = new Set<number>();
  /** Addresses that a message has not reached yet while it reached others. */
  const partly = new Map<number, readonly string[]>();
  /** Why messages of a lane were given up last, until one arrives. */
  const givenUpFor = new Map<string, string | undefined>();
  const tasks = new Set<Promise<void>>();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  let isClosing = false;

  const limitOf = ({ recipient }: Lane) => ({
    mostPerHour: settings().recipients.get(recipient)?.mostPerHour ?? Number.POSITIVE_INFINITY,
    digestsBeyond: DIGESTS_BEYOND,
    urgentBeyond: options.urgentBeyond ?? URGENT_BEYOND,
  });
  const unsettled = () => [...underWay, ...outcomes.unwritten()];

  const follow = (work: Promise<void>) => {
    const task = work
      .catch((error: unknown) => logger.error({ err: error }, 'a delivery broke off'))
      .finally(() => tasks.delete(task));
    tasks.add(task);
  };
  const idle = async () => {
    while (tasks.size > 0) await Promise.all(tasks);
  };

  const lookAt = (lane: Lane, atMs: number) => {
    if (isClosing || lanes.isPaused(lane, atMs) || !outcomes.flush()) return;
    const terms = { room: lanes.room(lane), limit: limitOf(lane), backoffMs, except: unsettled() };
    const taken = outcomes.attempt(() => store.takeDue(lane, atMs, terms));
    if (!taken) return;
    if (taken.digest) metrics.camwatch_alert_digests_total.inc({ reason: taken.digest });
    for (const message of taken.messages) {
      lanes.start(lane);
      underWay.add(message.id);
      follow(send(lane, message));
    }
    if (taken.hasMore) follow(delay(BREATH_MS).then(() => lookAt(lane, atMs)));
  };
  const lookAtAll = (atMs: number) => {
    if (isClosing) return;
    const due = outcomes.attempt(() => store.lanes(atMs)) ?? [];
    for (const lane of lanes.byTurn(due)) lookAt(lane, atMs);
  };

  const send = async (lane: Lane, message: TakenMessage) => {
    const startedMs = nowMs();
    const context = { nowMs: startedMs, only: partly.get(message.id), stop: stop.signal };
    const delivery = await deliverMessage(delivering, message, context);
    const endedMs = nowMs();
    metrics.camwatch_alert_delivery_seconds.observe(
      { channel: lane.channel },
      (endedMs - startedMs) / seconds(1),
    );
    const wasFull = lanes.isFull(lane.channel);
    underWay.delete(message.id);
    // One address that is out of order says nothing against the others of its recipient.
    const laneNews = lanes.finish(lane, partly.has(message.id) ? 'no-sign' : signOf(delivery), endedMs);
    // Cut short by us: whether it arrived is not known, which is what the outbox says already.
    if (stop.signal.aborted && !delivery.ok) return;
    settle(message, delivery, endedMs);
    if (laneNews.hasTurned) tellOf(lane, laneNews, delivery);
    if (laneNews.isFailing && !delivery.ok) giveUpOld(lane, laneNews, { endedMs, detail: delivery.detail });
    if (wasFull) lookAtAll(endedMs);
    else lookAt(lane, endedMs);
  };

  const settle = (message: TakenMessage, delivery: Delivery, endedMs: number) => {
    const { id, messageId, channel, recipient, tries } = message;
    const judgement = judgeDelivery(message, delivery, { nowMs: endedMs, missing: partly.get(id) });
    const { outcome, only, detail = outcome.detail } = judgement;
    if (only) partly.set(id, only);
    else partly.delete(id);
    outcomes.write(id, outcome, endedMs);
    const isFailed = outcome.state === 'waiting';
    metrics.camwatch_alert_deliveries_total.inc({ channel, outcome: isFailed ? 'failed' : outcome.state });
    const facts = { id, messageId, channel, recipient, tries, detail };
    if (delivery.ok) givenUpFor.delete(laneKey(message));
    if (outcome.state === 'dead') tellGivenUp(message, detail, facts);
    else if (only || (delivery.ok && delivery.unreached?.length))
      logger.warn(facts, 'a message did not reach all');
    else logger.debug(facts, isFailed ? 'a message failed' : 'a message was sent');
  };
  /** A recipient without address has one line of the log, and not one for each message; all are counted. */
  const tellGivenUp = (lane: Lane, detail: string | undefined, facts: object) => {
    const isTold = givenUpFor.get(laneKey(lane)) === detail;
    givenUpFor.set(laneKey(lane), detail);
    if (isTold) logger.debug(facts, 'a message was given up');
    else
      logger.error(
        facts,
        'a message was given up: others for the same reason are counted, and not told again',
      );
  };
  /** A server is out of order for all that it is asked to send to: that is one line. */
  const tellOf = ({ recipient, channel }: Lane, { whose, isFailing }: LaneNews, { detail }: Delivery) => {
    const facts = { ...(whose === 'lane' && { recipient }), channel, detail };
    if (isFailing) logger.warn(facts, 'messages fail: they wait');
    else logger.info(facts, 'messages are sent again');
  };
  /** Where nothing can be sent not every message is tried by itself. */
  const giveUpOld = (
    lane: Lane,
    { whose }: LaneNews,
    { endedMs, detail }: { endedMs: number; detail: string },
  ) => {
    const terms = {
      beforeMs: endedMs - GIVE_UP_AFTER_MS,
      detail: `given up: ${detail}`,
      except: unsettled(),
    };
    const { channel } = lane;
    const due = whose === 'server' ? (outcomes.attempt(() => store.lanes(endedMs)) ?? []) : [];
    const failing = [
      lane,
      ...due.filter((other) => other.channel === channel && laneKey(other) !== laneKey(lane)),
    ];
    const count = failing.reduce(
      (sum, one) => sum + (outcomes.attempt(() => store.giveUp(one, endedMs, terms)) ?? 0),
      0,
    );
    if (count === 0) return;
    metrics.camwatch_alert_deliveries_total.inc({ channel, outcome: 'dead' }, count);
    const facts = { ...(whose === 'lane' && { recipient: lane.recipient }), channel, count, detail };
    logger.error(facts, 'messages were given up');
  };

  const measure = (atMs: number) => {
    const backlog = outcomes.attempt(() => store.backlog());
    if (!backlog) return;
    for (const state of ['waiting', 'held', 'dead'] as const) {
      metrics.camwatch_alert_messages.set({ state }, backlog[state]);
    }
    const oldestMs = Math.max(0, atMs - (backlog.oldestMs ?? atMs));
    metrics.camwatch_alert_oldest_waiting_seconds.set(oldestMs / seconds(1));
  };

  return {
    run: async (atMs = nowMs()) => {
      if (isClosing) return;
      lookAtAll(atMs);
      measure(atMs);
      await idle();
      if (!isClosing) measure(Math.max(atMs, nowMs()));
    },
    close: async (waitMs = seconds(10)) => {
      isClosing = true;
      await within(waitMs, idle());
      stop.abort(new Error('camwatch is ending'));
      await within(ABORT_MS, idle());
      outcomes.flush();
    },
  };
}

/** What is refused for good was answered: it says nothing against the lane, and nothing for it. */
function signOf(delivery: Delivery): LaneSign {
  if (delivery.ok) return 'well';
  if (delivery.failure === 'permanent') return 'no-sign';
  return delivery.about === 'server' ? 'server-failed' : 'failed';
}

async function within(waitMs: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const timer = delay(waitMs, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work, timer]);
  done.abort();
}
