import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { type PlayableStream, type Player, playStream } from './player.ts';

/** One viewer of one stream. */
export interface RtspSession {
  readonly id: string;
  readonly stream: PlayableStream;
  readonly channel: number;
  readonly play: () => Player;
  readonly pause: () => void;
  /** Whoever asks anything is still there. */
  readonly keepAlive: () => void;
  readonly end: () => void;
}

export interface SessionOptions {
  readonly socket: Socket;
  readonly stream: PlayableStream;
  readonly channel: number;
  readonly timeoutMs: number;
  readonly hasVideo: () => boolean;
  readonly onEnd: (session: RtspSession) => void;
}

export function createSession(options: SessionOptions): RtspSession {
  const { socket, timeoutMs, onEnd } = options;
  let player: Player | undefined;
  const pause = () => {
    player?.stop();
    player = undefined;
  };
  const timer = setTimeout(() => {
    session.end();
    socket.destroy();
  }, timeoutMs);
  const session: RtspSession = {
    id: randomBytes(4).toString('hex').toUpperCase(),
    stream: options.stream,
    channel: options.channel,
    play: () => {
      player ??= playStream(options.stream, options);
      return player;
    },
    pause,
    keepAlive: () => void timer.refresh(),
    end: () => {
      pause();
      clearTimeout(timer);
      onEnd(session);
    },
  };
  return session;
}
