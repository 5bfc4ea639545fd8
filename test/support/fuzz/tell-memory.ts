// Loaded before camwatch: tells how much memory it has in use after a collection, to whoever started it.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send) {
  process.channel?.unref();
  setInterval(() => {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ heapBytes: heapUsed + external, rssBytes: rss });
  }, 2_000).unref();
}
