import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { LOOPBACK, sampleCamera, startVirtualDevices } from '#test/support/virtual-device.ts';

test('a probe that is sent to a device is answered with its address', async () => {
  const here = { address: LOOPBACK, port: 0 };
  const devices = await startVirtualDevices([sampleCamera({ endpoints: { onvif: here, discovery: here } })]);
  const { onvif, discovery } = devices.endpoints.get('cam-1') ?? {};
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());

  socket.send('<e:Body><d:Probe/></e:Body>', discovery?.port ?? 0, LOOPBACK);
  const [answer] = await once(socket, 'message');

  expect(String(answer)).toContain(
    `<d:XAddrs>http://127.0.0.1:${onvif?.port}/onvif/device_service</d:XAddrs>`,
  );
});
