import { monitorEventLoopDelay } from 'node:perf_hooks';
import { BroadcastChannel } from 'node:worker_threads';
import type { Metrics } from '../names/metrics.ts';
import { minutes, seconds } from '../time/units.ts';

/** How late the event loop of a thread came to what was due, in the last minute or two. */
export interface LoopDelay {
  readonly thread: string;
  readonly p99Seconds: number;
  readonly maxSeconds: number;
}

const CHANNEL = 'camwatch-loop-delay';
const RESOLUTION_MS = 20;
const NANOSECONDS = 1e9;

interface ReportTimes {
  readonly everyMs?: number;
  readonly windowMs?: number;
}

/**
 * Called once by a thread of the service: whoever {@link collectLoopDelays} in this process hears how busy its event loop is.
 * Keeps no thread from ending.
 */
export function postLoopDelay(thread: string, times: ReportTimes = {}): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.unref();
  reportLoopDelay(thread, (delay) => channel.postMessage(delay), times);
}

/** Keeps the gauges of this thread (`main`) and of all that post theirs. Returns how to end it. */
export function collectLoopDelays(metrics: Metrics, times: ReportTimes = {}): () => void {
  const set = ({ thread, p99Seconds, maxSeconds }: LoopDelay) => {
    metrics.camwatch_event_loop_delay_p99_seconds.labels(thread).set(p99Seconds);
    metrics.camwatch_event_loop_delay_max_seconds.labels(thread).set(maxSeconds);
  };
  const channel = new BroadcastChannel(CHANNEL);
  channel.unref();
  channel.onmessage = ({ data }: { readonly data: LoopDelay }) => set(data);
  const stop = reportLoopDelay('main', set, times);
  return () => {
    stop();
    channel.close();
  };
}

/** A stall is told of for a whole window at least, so that nobody who looks once a minute misses it. */
function reportLoopDelay(
  thread: string,
  report: (delay: LoopDelay) => void,
  { everyMs = seconds(5), windowMs = minutes(1) }: ReportTimes,
): () => void {
  const watched = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  watched.enable();
  let [startedMs, last] = [performance.now(), { p99Seconds: 0, maxSeconds: 0 }];
  const timer = setInterval(() => {
    const present = { p99Seconds: late(watched.percentile(99)), maxSeconds: late(watched.max) };
    report({
      thread,
      p99Seconds: Math.max(last.p99Seconds, present.p99Seconds),
      maxSeconds: Math.max(last.maxSeconds, present.maxSeconds),
    });
    if (performance.now() - startedMs < windowMs) return;
    [startedMs, last] = [performance.now(), present];
    watched.reset();
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    watched.disable();
  };
}

/** What is measured is from one look to the next, which is the resolution where nothing is late. */
const late = (nanoseconds: number): number => Math.max(0, nanoseconds - RESOLUTION_MS * 1e6) / NANOSECONDS;
