import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { seconds } from '../../core/time/units.ts';
import { RequestError } from '../api/request-error.ts';

export interface StreamSources {
  /** Another one than `last` when what may be seen became another; `undefined` for whoever may see nothing any more. */
  readonly stampOf: (request: Request, last: string | undefined) => string | undefined;
  /** Brings in the present where another thread has it. */
  readonly look: (() => Promise<void>) | undefined;
  readonly networkOf: (request: Request) => string;
  /** The account that listens, if it is one. */
  readonly accountOf: (request: Request) => string | undefined;
  readonly logger: Logger;
}

interface Stream {
  readonly request: Request;
  readonly response: Response;
  readonly network: string;
  readonly account: string | undefined;
  stamp: string | undefined;
  toldMs: number;
}

/**
 * One for each browser: an office behind one address has fifty, and room is left for questions. A third is kept for those who have
 * logged in, of whom none has more than an office of walls.
 */
const MOST = { all: 300, ofNetwork: 100, ofAccount: 50, ofNobody: 200 } as const;
const LOOK_MS = seconds(0.5);
/** So that whatever stands between does not take the line for dead, and a page knows that it is heard. */
const TELL_MS = seconds(10);
/** Of somebody who does not take what is sent. */
const MOST_WAITING_BYTES = 4_096;

/**
 * Streams of stamps: one message when it is another, and now and then the same again. Twice a second it is looked who may still
 * hear it. There is no timer where there is no stream.
 */
export function createStreams({ stampOf, look, networkOf, accountOf, logger }: StreamSources) {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  async function lookAgain(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      await look?.();
      tellAll();
    } catch {
      // Nobody hears anything: after a while their pages ask, and are told why.
    }
    isLooking = false;
  }

  function tellAll(): void {
    for (const stream of streams) {
      try {
        tell(stream, stampOf(stream.request, stream.stamp));
      } catch (error) {
        if (!(error instanceof RequestError)) logger.error({ err: error }, 'a stream failed');
        stream.response.destroy();
      }
    }
  }

  return {
    /** @throws PORTAL_BUSY */
    open: (request: Request, response: Response): void => {
      const [network, account] = [networkOf(request), accountOf(request)];
      const count = (isOne: (one: Stream) => boolean) => [...streams].filter(isOne).length;
      const mostOfOne = account === undefined ? MOST.ofNobody : MOST.ofAccount;
      if (
        streams.size >= MOST.all ||
        count((one) => one.network === network) >= MOST.ofNetwork ||
        count((one) => one.account === account) >= mostOfOne
      )
        throw new RequestError(
          'PORTAL_BUSY',
          'expected fewer streams: ask for the page now and then instead',
        );
      const stream: Stream = { request, response, network, account, stamp: undefined, toldMs: 0 };
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
      streams.add(stream);
      timer ??= setInterval(() => void lookAgain(), LOOK_MS);
      response.once('close', () => {
        streams.delete(stream);
        if (streams.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      });
      tell(stream, stampOf(request, undefined));
    },
  };
}

function tell(stream: Stream, stamp: string | undefined): void {
  const { response } = stream;
  if (stamp === undefined) {
    response.end();
    return;
  }
  const nowMs = performance.now();
  if (stamp === stream.stamp && nowMs - stream.toldMs < TELL_MS) return;
  if (response.writableLength > MOST_WAITING_BYTES) {
    response.destroy();
    return;
  }
  Object.assign(stream, { stamp, toldMs: nowMs });
  response.write(`data: ${stamp}\n\n`);
}
