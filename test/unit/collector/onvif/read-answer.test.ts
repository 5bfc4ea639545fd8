import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '#collector/http/request.ts';
import { readAnswer } from '#collector/onvif/read-answer.ts';

const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;
const fault = (codes: readonly string[], reason = '') => {
  const [first = '', ...rest] = codes;
  const nested = rest.reduceRight(
    (inner, code) => `<s:Subcode><s:Value>${code}</s:Value>${inner}</s:Subcode>`,
    '',
  );
  return envelope(
    `<s:Fault><s:Code><s:Value>${first}</s:Value>${nested}</s:Code><s:Reason><s:Text>${reason}</s:Text></s:Reason></s:Fault>`,
  );
};
const STATUS_TEXT: Readonly<Record<number, string>> = { 200: 'OK', 401: 'Unauthorized', 403: 'Forbidden' };

const answer = (status: number, body: string, headers: HttpAnswer['headers'] = {}): HttpAnswer => ({
  status,
  statusLine: `${status} ${STATUS_TEXT[status] ?? ''}`.trim(),
  challenges: [],
  headers,
  body,
  connectMs: 1,
  responseMs: 1,
  midpointMs: 1,
});
const read = (status: number, body: string, headers?: HttpAnswer['headers']) =>
  readAnswer('GetX', answer(status, body, headers));

describe('readAnswer', () => {
  test('returns the response', () => {
    expect(read(200, envelope('<n:GetXResponse><n:A>1</n:A></n:GetXResponse>'))).toEqual({
      kind: 'response',
      response: { A: { '#text': '1' } },
    });
  });

  test.each([
    [['s:Sender', 'ter:NotAuthorized'], 'Sender not Authorized', 'unauthorized'],
    [['s:Sender', 'wsse:FailedAuthentication'], '', 'unauthorized'],
    [['s:Sender'], 'Sender not authorized', 'unauthorized'],
    [['s:Receiver'], 'Unauthorized', 'unauthorized'],
    [['s:Sender', 'ter:OperationProhibited'], '', 'denied'],
    [['s:Receiver', 'ter:ActionNotSupported'], 'Optional Action Not Implemented', 'unsupported'],
    [['s:Receiver', 'ter:ActionNotSupported', 'ter:NoRecording'], '', 'unsupported'],
    [['s:Sender', 'ter:NotAuthorized', 'ter:AccountLocked'], '', 'locked'],
    [['s:Sender', 'ter:NotAuthorized'], 'The user is locked out', 'locked'],
    [['s:Receiver', 'ter:OutofMemory'], '', 'device-error'],
    [['s:Receiver'], 'the clock is locked to NTP', 'device-error'],
    [[''], '', 'device-error'],
  ])('reads the fault %j %j as %s, whatever its status is', (codes, reason, expected) => {
    for (const status of [200, 400, 500]) {
      const reply = read(status, fault(codes, reason));

      expect(reply.kind === 'failed' ? reply.reason : reply.kind).toBe(expected);
    }
  });

  test('tells codes and reason of a fault', () => {
    expect(read(500, fault(['s:Receiver', 'ter:Action', 'ter:Broken'], 'it is so'))).toEqual({
      kind: 'failed',
      reason: 'device-error',
      detail: 'fault Receiver/Action/Broken: it is so',
    });
  });

  test('reads a fault of SOAP 1.1', () => {
    expect(
      read(
        500,
        envelope('<s:Fault><faultcode>ter:NotAuthorized</faultcode><faultstring>no</faultstring></s:Fault>'),
      ),
    ).toEqual({ kind: 'unauthorized', detail: 'fault NotAuthorized: no' });
  });

  test.each([
    [401, '', {}, 'unauthorized', '401 Unauthorized'],
    [401, '<html>Login</html>', {}, 'unauthorized', '401 Unauthorized'],
    [403, '', {}, 'denied', '403 Forbidden'],
    [404, '', {}, 'unsupported', '404: no ONVIF service at this path'],
    [405, '', {}, 'unsupported', '405: no ONVIF service at this path'],
    [302, '', { location: 'http://x/' }, 'mismatch', '302 to http://x/: redirects are not followed'],
    [429, '', {}, 'busy', '429'],
    [503, fault(['s:Receiver']), {}, 'busy', '503'],
    [500, 'oops', {}, 'device-error', '500'],
    [400, '', {}, 'device-error', '400'],
  ])('reads status %s with body %j as a device means it', (status, body, headers, expected, detail) => {
    const reply = read(status, body, headers);

    expect(reply.kind === 'failed' ? reply.reason : reply.kind).toBe(expected);
    expect(reply).toMatchObject({ detail });
  });

  test.each([
    [
      'Hikvision',
      401,
      '<userCheck><lockStatus>lock</lockStatus><unlockTime>1200</unlockTime></userCheck>',
      {},
    ],
    ['a page', 403, '<html>Your account is locked, try later</html>', {}],
    ['JSON', 401, '{"error":{"message":"User has been locked"}}', {}],
    ['an address that is blocked', 403, 'IP blocked', {}],
    ['a count', 401, 'Too many failed login attempts', {}],
    ['a time to wait', 401, '', { 'retry-after': '300' }],
    ['a status of its own', 423, '', {}],
  ])('tells a lock-out from a wrong password: %s', (_name, status, body, headers) => {
    expect(read(status, body, headers)).toMatchObject({ kind: 'failed', reason: 'locked' });
  });

  test.each([
    '<userCheck><lockStatus>unlock</lockStatus><retryLoginTime>4</retryLoginTime></userCheck>',
    'check your clock',
    'The clock< is wrong',
  ])('takes %j for no lock-out', (body) => {
    expect(read(401, body)).toEqual({ kind: 'unauthorized', detail: '401 Unauthorized' });
  });

  test('a lock-out is only what refuses: words in an answer are not', () => {
    expect(read(200, envelope('<GetXResponse><A>locked</A></GetXResponse>')).kind).toBe('response');
  });

  test.each([
    ['a page', '<html></html>', /^expected a SOAP answer, got no whole SOAP envelope/],
    ['text', 'hello', /^expected a SOAP answer, got no whole SOAP envelope/],
    ['another response', envelope('<GetYResponse/>'), 'expected GetXResponse, got GetYResponse'],
    ['an empty body', envelope(''), 'expected GetXResponse, got nothing'],
  ])('refuses success with %s', (_name, body, message) => {
    expect(() => read(200, body)).toThrow(
      expect.objectContaining({
        reason: 'malformed',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    );
  });
});
