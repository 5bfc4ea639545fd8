import { describe, expect, test } from 'vitest';
import { parseSoapRequest, renderEnvelope, renderFault, xmlTime } from '#simulator/protocols/onvif/soap.ts';

describe('parseSoapRequest', () => {
  test('finds the operation, its parameters and the token, whatever the prefixes are', () => {
    const request = parseSoapRequest(`<?xml version="1.0"?><a:Envelope xmlns:a="x"><a:Header><w:Security>
      <w:UsernameToken><w:Username>u</w:Username><w:Password Type="t">d</w:Password><w:Nonce E="b">n</w:Nonce>
      <z:Created>c</z:Created></w:UsernameToken></w:Security></a:Header><a:Body><GetStreamUri><StreamSetup>
      <b:Protocol>RTSP</b:Protocol></StreamSetup><ProfileToken>p1</ProfileToken></GetStreamUri></a:Body></a:Envelope>`);

    expect(request.operation).toBe('GetStreamUri');
    expect(request.token).toEqual({ user: 'u', digest: 'd', nonce: 'n', created: 'c' });
    expect(['ProfileToken', 'Protocol', 'Nothing'].map(request.parameter)).toEqual(['p1', 'RTSP', undefined]);
  });

  test.each(['', 'hello', '<a/>', '<Envelope><Body/></Envelope>', '<Envelope><Body><a></Envelope>'])(
    'refuses %j',
    (text) => {
      expect(() => parseSoapRequest(text)).toThrow(RangeError);
    },
  );
});

test('a fault names whom it blames, its codes one in the other, and its reason', () => {
  const fault = renderFault('s', { blame: 'Sender', codes: ['A', 'B'], reason: 'a < b' });

  expect(fault).toBe(
    '<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:A</s:Value><s:Subcode><s:Value>ter:B</s:Value></s:Subcode></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">a &lt; b</s:Text></s:Reason></s:Fault>',
  );
});

test('an envelope declares every prefix that an answer may use', () => {
  const envelope = renderEnvelope('env', '');

  for (const prefix of ['env', 'tt', 'tds', 'trt', 'tr2', 'trc', 'tse', 'ter']) {
    expect(envelope).toContain(`xmlns:${prefix}="`);
  }
});

test('times are written to the second', () => {
  expect(xmlTime(Date.UTC(2026, 10, 25, 3, 49, 1, 999))).toBe('2026-11-25T03:49:01Z');
});
