import { describe, expect, test } from 'vitest';
import { parseSetup } from '#collector/rtsp/parse-setup.ts';

const headers = (session: string, transport?: string) =>
  new Map([
    ['session', [session]],
    ...(transport === undefined ? [] : [['transport', [transport]] as const]),
  ]);

describe('parseSetup', () => {
  test.each([
    [
      '12345678;timeout=60',
      'RTP/AVP/TCP;unicast;interleaved=2-3;ssrc=1',
      { session: '12345678', channel: 2 },
    ],
    ['aB$+_.-', 'RTP/AVP/TCP; interleaved = 0 - 1', { session: 'aB$+_.-', channel: 0 }],
    [' 7 ', undefined, { session: '7', channel: 0 }],
    ['7', 'rtp/avp/tcp;unicast', { session: '7', channel: 0 }],
    ['7', 'RTP/AVP;unicast;interleaved=6-7', { session: '7', channel: 6 }],
  ])('reads session %j with transport %j', (session, transport, expected) => {
    expect(parseSetup(headers(session, transport))).toEqual(expected);
  });

  test.each(['', ';timeout=60', 'two words', `${'x'.repeat(300)}`])('takes no session from %j', (session) => {
    expect(() => parseSetup(headers(session))).toThrow('expected a session in the answer to SETUP, got none');
  });

  test('refuses packets that would come another way', () => {
    expect(() => parseSetup(headers('7', 'RTP/AVP;multicast;port=5000-5001'))).toThrow(
      'expected packets on the connection itself (RTP/AVP/TCP), got "RTP/AVP;multicast;port=5000-5001"',
    );
  });
});
