import { describe, expect, test } from 'vitest';
import { type Endpoint, endpointOf, parseCapabilities, parseServices } from '#collector/onvif/services.ts';
import { child, parseEnvelope } from '#collector/onvif/xml.ts';
import { checkOf, questionOf } from '#test/support/question.ts';

const asked: Endpoint = { address: '127.0.0.9', port: 80, transport: 'plain', path: '/onvif/device_service' };
const response = (content: string) =>
  child(parseEnvelope(`<Envelope><Body><R>${content}</R></Body></Envelope>`).body, 'R') ?? {};
const service = (namespace: string, address: string) =>
  `<t:Service><t:Namespace>${namespace}</t:Namespace><t:XAddr>${address}</t:XAddr></t:Service>`;
const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';

const mediaOf = (device: string, media: string, from: Partial<Endpoint> = {}) =>
  parseServices(response(service(DEVICE, device) + service(MEDIA, media)), { ...asked, ...from }).get(
    'media',
  );

describe('parseServices', () => {
  test('finds the services that we ask, whatever the beginning and case of their namespaces', () => {
    const services = parseServices(
      response(
        [
          service(DEVICE, 'http://127.0.0.9/d'),
          service('HTTP://www.onvif.org/ver10/MEDIA/wsdl/', 'http://127.0.0.9/m?x=1&amp;y=2'),
          service('http://www.onvif.org/ver20/media/wsdl', 'http://127.0.0.9/m2'),
          service('http://www.onvif.org/ver10/recording/wsdl', 'http://127.0.0.9/r'),
          service('http://www.onvif.org/ver10/search/wsdl', 'http://127.0.0.9/s'),
          service('http://www.onvif.org/ver20/ptz/wsdl', 'http://127.0.0.9/p'),
        ].join(''),
      ),
      asked,
    );

    expect([...services].map(([name, { path }]) => [name, path])).toEqual([
      ['device', '/d'],
      ['media', '/m?x=1&y=2'],
      ['media2', '/m2'],
      ['recording', '/r'],
      ['search', '/s'],
    ]);
  });

  test.each([
    ['another host', 'http://127.0.0.66/m'],
    ['a host in disguise', 'http://127.0.0.9@127.0.0.66/m'],
    ['a name', 'http://metadata.invalid/m'],
    ['IPv6', 'http://[::1]/m'],
  ])('never leaves the address that was asked for %s', (_name, address) => {
    expect(mediaOf('http://127.0.0.9/d', address)).toEqual({ ...asked, path: '/m' });
  });

  test('takes over the port of a service where the device itself has the port that we asked', () => {
    expect(mediaOf('http://127.0.0.9/d', 'http://127.0.0.9:8899/m')?.port).toBe(8_899);
  });

  test('stays at its port where other devices have the address: they must not answer for it', () => {
    expect(mediaOf('http://127.0.0.9/d', 'http://127.0.0.9:8899/m', { isPortFixed: true })).toMatchObject({
      port: 80,
      path: '/m',
    });
  });

  test('stays at its port behind a router that translates', () => {
    expect(mediaOf('http://192.0.2.7/d', 'http://192.0.2.7:8899/m', { port: 8_081 })?.port).toBe(8_081);
    expect(parseServices(response(service(MEDIA, 'http://127.0.0.9:8899/m')), asked).get('media')?.port).toBe(
      80,
    );
  });

  test('never changes between plain HTTP and TLS', () => {
    const tls = { port: 443, transport: 'tls' } as const;

    expect(mediaOf('https://127.0.0.9/d', 'http://127.0.0.9:8899/m', tls)).toMatchObject(tls);
    expect(mediaOf('http://127.0.0.9/d', 'https://127.0.0.9/m')).toMatchObject({
      port: 80,
      transport: 'plain',
    });
    expect(mediaOf('https://127.0.0.9/d', 'https://127.0.0.9:8443/m', tls)).toMatchObject({
      ...tls,
      port: 8_443,
    });
  });

  test.each(['file:///etc/passwd', 'nonsense', '', 'rtsp://127.0.0.9/m'])(
    'knows no service at %j',
    (address) => {
      expect(mediaOf('http://127.0.0.9/d', address)).toBeUndefined();
    },
  );

  test('asks for a path without line ends', () => {
    expect(mediaOf('http://127.0.0.9/d', 'http://127.0.0.9/m&#13;&#10;X: y')?.path).not.toMatch(/[\r\n ]/);
  });
});

test('parseCapabilities finds the services of devices from before GetServices', () => {
  const services = parseCapabilities(
    response(
      '<Capabilities><Device><XAddr>http://127.0.0.9/d</XAddr></Device><Media><XAddr>http://127.0.0.9/m</XAddr></Media>' +
        '<Extension><Recording><XAddr>http://127.0.0.9/r</XAddr></Recording><Search><XAddr>http://127.0.0.9/s</XAddr></Search>' +
        '</Extension></Capabilities>',
    ),
    asked,
  );

  expect([...services.keys()]).toEqual(['device', 'media', 'recording', 'search']);
});

test('endpointOf takes the path of the check, else of the maker, else of everybody', () => {
  const target = (path?: string) => ({
    address: '127.0.0.9',
    timeoutMs: 1,
    question: questionOf(checkOf({ indicator: 'service', prober: 'onvif', ...(path && { path }) })),
  });

  expect(endpointOf(target('/a'), '/b').path).toBe('/a');
  expect(endpointOf(target(), '/b').path).toBe('/b');
  expect(endpointOf(target())).toEqual({ ...asked });
  expect(endpointOf({ address: '127.0.0.9', port: 81, timeoutMs: 1 })).toEqual({ ...asked, port: 81 });
});
