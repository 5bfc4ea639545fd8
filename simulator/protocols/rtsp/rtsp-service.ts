import type { Socket } from 'node:net';
import type { DeviceState } from '../device/device-state.ts';
import { createHttpLogin, type LoginScheme } from '../device/http-login.ts';
import type { LoginLock } from '../device/login-lock.ts';
import { type PicturePool, type PlayableStream, prepareStream } from './player.ts';
import { type RtspReply, reply } from './reply.ts';
import { pathOf, type RtspRequest } from './request.ts';
import { renderSdp } from './sdp.ts';
import { createSession, type RtspSession } from './session.ts';

/** Answers the requests of one connection. */
export interface RtspConversation {
  readonly answer: (request: RtspRequest) => RtspReply;
  readonly end: () => void;
}

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER, SET_PARAMETER';
const USUAL_TIMEOUT_MS = 60_000;
const USUAL_MAX_SESSIONS = 16;
const SCHEMES: Readonly<Record<'digest' | 'basic' | 'digest-sha256', readonly LoginScheme[]>> = {
  digest: ['MD5'],
  basic: ['basic'],
  'digest-sha256': ['SHA-256', 'MD5'],
};

/**
 * The streams of one device, and all who watch them.
 * @throws a PictureSizeError where one has a size that its codec has no picture of.
 */
export function createRtspService(state: DeviceState, lock: LoginLock, pool: PicturePool) {
  const { device } = state;
  const {
    auth = 'digest',
    maxSessions = USUAL_MAX_SESSIONS,
    sessionTimeoutMs = USUAL_TIMEOUT_MS,
  } = device.rtsp ?? {};
  const login = createHttpLogin(realmOf(state), SCHEMES[auth], state.nowMs);
  const sessions = new Set<RtspSession>();
  const streams = device.streams.map((planned) => prepareStream(planned, pool));
  const streamAt = (url: string) => {
    const path = pathOf(url);
    return streams.find(({ planned }) => planned.path === path || `${planned.path}/` === path);
  };
  const hasVideo = ({ planned: { channel } }: PlayableStream) =>
    !state.has('no-video') && (channel === undefined || !state.isChannelLost(channel));

  return (socket: Socket): RtspConversation => {
    const mine = new Map<string, RtspSession>();
    const setUp = ({ url, header }: RtspRequest): RtspReply => {
      const stream = streamAt(url);
      if (stream === undefined) return reply('404 Not Found');
      const [, channel] = /RTP\/AVP\/TCP.*interleaved=(\d+)/i.exec(header('transport') ?? '') ?? [];
      if (channel === undefined) return reply('461 Unsupported Transport');
      if (sessions.size >= maxSessions) return reply('503 Service Unavailable');
      const session = createSession({
        ...{ socket, stream, channel: Number(channel), timeoutMs: sessionTimeoutMs },
        hasVideo: () => hasVideo(stream),
        onEnd: (ended) => {
          sessions.delete(ended);
          mine.delete(ended.id);
        },
      });
      sessions.add(session);
      mine.set(session.id, session);
      const transport = `RTP/AVP/TCP;unicast;interleaved=${channel}-${Number(channel) + 1}`;
      return reply('200 OK', ['Transport', transport], sessionHeader(session));
    };
    const sessionHeader = ({ id }: RtspSession) =>
      ['Session', `${id};timeout=${Math.round(sessionTimeoutMs / 1_000)}`] as const;
    const control = (request: RtspRequest, session: RtspSession): RtspReply => {
      session.keepAlive();
      const own = sessionHeader(session);
      switch (request.method) {
        case 'PLAY': {
          const { sequence, timestamp } = session.play();
          const info = `url=${request.url.replace(/\/$/, '')}/trackID=0;seq=${sequence};rtptime=${timestamp}`;
          return reply('200 OK', own, ['Range', 'npt=now-'], ['RTP-Info', info]);
        }
        case 'PAUSE':
          session.pause();
          return reply('200 OK', own);
        case 'TEARDOWN':
          session.end();
          return reply('200 OK');
        default:
          return reply('200 OK', own);
      }
    };
    const authorize = (request: RtspRequest): RtspReply | undefined => {
      const wanted = state.access().login;
      if (wanted === undefined) return undefined;
      if (lock.isLocked()) return refuse(false);
      const verdict = login.check({ ...request, authorization: request.header('authorization') }, wanted);
      if (verdict === 'right' || verdict === 'wrong') lock.note(verdict);
      return verdict === 'right' ? undefined : refuse(verdict === 'stale');
    };
    const refuse = (isStale: boolean) =>
      reply(
        '401 Unauthorized',
        ...login.challenges(isStale).map((challenge) => ['WWW-Authenticate', challenge] as const),
      );
    const answer = (request: RtspRequest): RtspReply => {
      if (request.method === 'OPTIONS') {
        for (const session of mine.values()) session.keepAlive();
        return reply('200 OK', ['Public', METHODS]);
      }
      const refusal = authorize(request);
      if (refusal) return refusal;
      switch (request.method) {
        case 'DESCRIBE': {
          const stream = streamAt(request.url);
          if (stream === undefined) return reply('404 Not Found');
          const body = renderSdp(stream, device.endpoints.rtsp?.address ?? '0.0.0.0');
          const base = `${request.url.replace(/\/$/, '')}/`;
          const headers = [
            ['Content-Base', base],
            ['Content-Type', 'application/sdp'],
          ] as const;
          return { ...reply('200 OK', ...headers), body };
        }
        case 'SETUP':
          return setUp(request);
        case 'PLAY':
        case 'PAUSE':
        case 'TEARDOWN':
        case 'GET_PARAMETER':
        case 'SET_PARAMETER': {
          const session = mine.get((request.header('session') ?? '').split(';')[0] ?? '');
          return session ? control(request, session) : reply('454 Session Not Found');
        }
        default:
          return reply('405 Method Not Allowed', ['Allow', METHODS]);
      }
    };
    return {
      answer,
      end: () => {
        for (const session of mine.values()) session.end();
      },
    };
  };
}

function realmOf({ device }: DeviceState): string {
  return device.maker === 'Dahua' ? `Login to ${device.serial}` : `${device.maker} ${device.kind}`;
}
