import type { Logger } from 'pino';

export interface StartOptions {
  readonly logger: Logger;
  /** Gives up a start that is under way. */
  readonly stop?: AbortSignal;
}

/**
 * Starts what `build` hands to the stack, part by part. What was built before a failure is taken down again, the last first;
 * afterwards the stack is how it closes.
 * @throws the reason of `stop`, where that was why.
 */
export async function startOrUndo<Started>(
  { logger, stop }: StartOptions,
  build: (closing: AsyncDisposableStack) => Promise<Started>,
): Promise<Started> {
  const closing = new AsyncDisposableStack();
  try {
    return await build(closing);
  } catch (error) {
    if (!stop?.aborted) {
      await closing.disposeAsync();
      throw error;
    }
    // What it began to see is lost, and not covered: as if it had started later.
    await closing
      .disposeAsync()
      .catch((left: unknown) => logger.warn({ err: left }, 'stopped while it started'));
    throw stop.reason;
  }
}
