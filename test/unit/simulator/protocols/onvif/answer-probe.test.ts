import { expect, test } from 'vitest';
import { createDeviceState } from '#simulator/protocols/device/device-state.ts';
import { answerProbe } from '#simulator/protocols/onvif/answer-probe.ts';
import { sampleCamera } from '#test/support/virtual-device.ts';

const endpoint = { address: '127.0.0.9', port: 8_080 };
const state = createDeviceState(sampleCamera({ endpoints: { onvif: endpoint } }), Date.now);
const probe = (types: string) =>
  `<e:Envelope><e:Header><w:MessageID>uuid:1</w:MessageID></e:Header><e:Body><d:Probe>${types}</d:Probe></e:Body></e:Envelope>`;

test('a probe is answered with its number, the address and what the device is', () => {
  const answer = answerProbe(probe('<d:Types>dn:NetworkVideoTransmitter</d:Types>'), state);

  expect(answer).toContain('<a:RelatesTo>uuid:1</a:RelatesTo>');
  expect(answer).toContain('<d:XAddrs>http://127.0.0.9:8080/onvif/device_service</d:XAddrs>');
  expect(answer).toContain('onvif://www.onvif.org/hardware/P1468-LE');
});

test('the device keeps its identity from answer to answer', () => {
  const identity = () =>
    /EndpointReference>(.*)<\/a:EndpointReference/.exec(answerProbe(probe(''), state) ?? '')?.[1];

  expect(identity()).toMatch(/urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}/);
  expect(identity()).toBe(identity());
});

test.each([
  ['a probe for printers', probe('<d:Types>p:Printer</d:Types>')],
  ['noise', '\u0000\u0001'],
])('%s is not answered', (_name, text) => {
  expect(answerProbe(text, state)).toBeUndefined();
});

test('a device without ONVIF is not found', () => {
  const hidden = createDeviceState(sampleCamera({ endpoints: {} }), Date.now);

  expect(answerProbe(probe(''), hidden)).toBeUndefined();
});
