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
          service(DEVICE, 'http://127.0.0.9/onvif/d'),
          service('HTTP://www.onvif.org/ver10/MEDIA/wsdl/', 'http://127.0.0.9/onvif/Media'),
          service('http://www.onvif.org/ver20/media/wsdl', 'http://127.0.0.9/onvif/media2_service'),
          service('http://www.onvif.org/ver10/recording/wsdl', 'http://127.0.0.9/ONVIF/r'),
          service('http://www.onvif.org/ver10/search/wsdl', 'http://127.0.0.9/onvif'),
          service('http://www.onvif.org/ver20/ptz/wsdl', 'http://127.0.0.9/onvif/p'),
        ].join(''),
      ),
      asked,
    );

    expect([...services].map(([name, { path }]) => [name, path])).toEqual([
      ['device', '/onvif/d'],
      ['media', '/onvif/Media'],
      ['media2', '/onvif/media2_service'],
      ['recording', '/ONVIF/r'],
      ['search', '/onvif'],
    ]);
  });

  test.each([
    ['another host', 'http://127.0.0.66/onvif/m'],
    ['a host in disguise', 'http://127.0.0.9@127.0.0.66/onvif/m'],
    ['a name', 'http://metadata.invalid/onvif/m'],
    ['IPv6', 'http://[::1]/onvif/m'],
  ])('never leaves the address that was asked for %s', (_name, address) => {
    expect(mediaOf('http://127.0.0.9/onvif/d', address)).toEqual({ ...asked, path: '/onvif/m' });
  });

  test('takes over the port of a service where the device itself has the port that we asked', () => {
    expect(mediaOf('http://127.0.0.9/onvif/d', 'http://127.0.0.9:8899/onvif/m')?.port).toBe(8_899);
  });

  test('stays at its port where other devices have the address: they must not answer for it', () => {
    expect(
      mediaOf('http://127.0.0.9/onvif/d', 'http://127.0.0.9:8899/onvif/m', { isPortFixed: true }),
    ).toMatchObject({
      port: 80,
      path: '/onvif/m',
    });
  });

  test('stays at its port behind a router that translates', () => {
    expect(mediaOf('http://192.0.2.7/onvif/d', 'http://192.0.2.7:8899/onvif/m', { port: 8_081 })?.port).toBe(
      8_081,
    );
    expect(
      parseServices(response(service(MEDIA, 'http://127.0.0.9:8899/onvif/m')), asked).get('media')?.port,
    ).toBe(80);
  });

  test('never changes between plain HTTP and TLS', () => {
    const tls = { port: 443, transport: 'tls' } as const;

    expect(mediaOf('https://127.0.0.9/onvif/d', 'http://127.0.0.9:8899/onvif/m', tls)).toMatchObject(tls);
    expect(mediaOf('http://127.0.0.9/onvif/d', 'https://127.0.0.9/onvif/m')).toMatchObject({
      port: 80,
      transport: 'plain',
    });
    expect(mediaOf('https://127.0.0.9/onvif/d', 'https://127.0.0.9:8443/onvif/m', tls)).toMatchObject({
      ...tls,
      port: 8_443,
    });
  });

  test.each(['file:///etc/passwd', 'nonsense', '', 'rtsp://127.0.0.9/onvif/m'])(
    'knows no service at %j',
    (address) => {
      expect(mediaOf('http://127.0.0.9/onvif/d', address)).toBeUndefined();
    },
  );

  const mediaAt = (path: string, from: Partial<Endpoint> = {}) =>
    mediaOf('http://127.0.0.9/onvif/d', `http://127.0.0.9:8899${path}`, from);

  test.each([
    '/axis-cgi/restart.cgi?x=1',
    '/axis-cgi/restart.cgi',
    '/ISAPI/System/reboot',
    '/onvif/media_service?x=1',
    '/onvif/../axis-cgi/restart.cgi',
    '/onvif/%2e%2e/axis-cgi/restart.cgi',
    '/onvif/..%2faxis-cgi/restart.cgi',
    '/onvif/..;/axis-cgi/restart.cgi',
    '/onvif//axis-cgi/restart.cgi',
    '/onvif\\..\\axis-cgi\\restart.cgi',
    '/onvif-cgi/restart.cgi',
    '/onvif/m@axis',
    '/',
    '',
  ])('asks where it asked before in place of %j, which is no place of a service', (path) => {
    expect(mediaAt(path)).toEqual(asked);
  });

  test.each([
    ['/services/device', '/services/media', true],
    ['/services/device', '/services', false],
    ['/services/device', '/services/../axis-cgi/restart.cgi', false],
    ['/device', '/restart', false],
    ['/device', '/device', true],
    ['/device?token=1', '/onvif/m', true],
  ])('where the check names %s, takes over %s: %j', (path, told, isTaken) => {
    const from = { path };

    expect(mediaAt(told, from)).toEqual({
      ...asked,
      ...(isTaken && told !== path
        ? { path: told, port: 8_899 }
        : isTaken
          ? { path, port: 8_899 }
          : { path }),
    });
  });

  test('says which place it does not ask, and nothing of those that it does', () => {
    const notes: string[] = [];
    const list = [
      service(DEVICE, 'http://127.0.0.9/onvif/d'),
      service(MEDIA, `http://127.0.0.66/axis-cgi/${'restart.cgi'.repeat(100)}\u001b[2J`),
    ];

    parseServices(response(list.join('')), asked, (text) => notes.push(text));

    expect(notes).toEqual([
      expect.stringMatching(
        /^media is asked at \/onvif\/device_service: \/axis-cgi\/restart[\w.]{100,200} is no path of an ONVIF service$/,
      ),
    ]);
  });

  test('asks for a path without line ends', () => {
    expect(mediaOf('http://127.0.0.9/onvif/d', 'http://127.0.0.9/onvif/m&#13;&#10;X: y')?.path).not.toMatch(
      /[\r\n ]/,
    );
  });
});

test('parseCapabilities finds the services of devices from before GetServices', () => {
  const services = parseCapabilities(
    response(
      '<Capabilities><Device><XAddr>http://127.0.0.9/onvif/d</XAddr></Device><Media><XAddr>http://127.0.0.9/onvif/m</XAddr></Media>' +
        '<Extension><Recording><XAddr>http://127.0.0.9/onvif/r</XAddr></Recording><Search><XAddr>http://127.0.0.9/onvif/s</XAddr></Search>' +
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
