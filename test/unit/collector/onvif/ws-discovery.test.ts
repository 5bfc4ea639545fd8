import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseProbeMatches, renderProbe } from '#collector/onvif/ws-discovery.ts';
import { parseEnvelope, textAt } from '#collector/onvif/xml.ts';

const RECORDED = 'node_modules/onvif/test/serverMockup/Probe.xml';

const answer = (match: string, header = '') =>
  `<s:Envelope xmlns:s="x"><s:Header>${header}</s:Header><s:Body><d:ProbeMatches>${match}</d:ProbeMatches></s:Body></s:Envelope>`;

describe('renderProbe', () => {
  test.each([
    ['video', 'dn:NetworkVideoTransmitter'],
    ['device', 'tds:Device'],
    ['any', undefined],
  ] as const)('asks for %s', (types, expected) => {
    const { header, body } = parseEnvelope(renderProbe('0d6e-1', types));

    expect(textAt(header, 'MessageID')).toBe('uuid:0d6e-1');
    expect(textAt(header, 'Action')).toBe('http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe');
    expect(textAt(body, 'Probe', 'Types')).toBe(expected);
  });
});

describe('parseProbeMatches', () => {
  test('reads the answer of a device that the onvif package recorded', async () => {
    const recorded = (await readFile(RECORDED, 'utf8'))
      .replace('RELATES_TO', 'urn:uuid:0d6e-1')
      .replace('SERVICE_URI', 'http://127.0.0.9:8080/onvif/device_service http://[::1]/onvif/device_service');

    expect(parseProbeMatches(recorded)).toEqual([
      {
        relatesTo: '0d6e-1',
        endpointId: 'c9790c3a-701b-464d-a189-0060351c8ada',
        types: ['NetworkVideoTransmitter', 'Device'],
        name: 'PREDATOR',
        hardware: 'HD_PREDATOR',
        xaddrs: ['http://127.0.0.9:8080/onvif/device_service', 'http://[::1]/onvif/device_service'],
        address: '127.0.0.9',
      },
    ]);
  });

  test('reads names in any letters, and places in parts', () => {
    const [match] = parseProbeMatches(
      answer(
        '<d:ProbeMatch><d:Scopes>onvif://www.onvif.org/location/ onvif://www.onvif.org/name/C%E1%BB%95ng%20A ' +
          'onvif://www.onvif.org/hardware/100% onvif://www.onvif.org/location/city/hanoi</d:Scopes></d:ProbeMatch>',
      ),
    );

    expect(match).toEqual({
      types: [],
      xaddrs: [],
      name: 'Cổng A',
      hardware: '100%',
      location: 'city/hanoi',
    });
  });

  test('takes the host of an address of IPv6, and no address that is not HTTP', () => {
    const [match] = parseProbeMatches(
      answer(
        '<d:ProbeMatch><d:XAddrs>ftp://127.0.0.1/ javascript:x http://[::1]:81/a?b=1&amp;c=2</d:XAddrs></d:ProbeMatch>',
      ),
    );

    expect(match).toMatchObject({ xaddrs: ['http://[::1]:81/a?b=1&c=2'], address: '::1' });
  });

  test('reads the devices of an answer for several, and no more than 16', () => {
    expect(
      parseProbeMatches(answer('<d:ProbeMatch><d:Types>a</d:Types></d:ProbeMatch>'.repeat(40))),
    ).toHaveLength(16);
  });

  test.each([
    ['noise', '\u0000\u0001<<>>'],
    ['nothing', ''],
    ['a probe of somebody else', renderProbe('1')],
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY b "c">]>${answer('')}`],
    ['half an answer', answer('<d:ProbeMatch/>').slice(0, -10)],
    ['more than a datagram holds', answer('<d:ProbeMatch/>'.repeat(9_000))],
  ])('finds no device in %s', (_name, text) => {
    expect(parseProbeMatches(text)).toEqual([]);
  });
});
