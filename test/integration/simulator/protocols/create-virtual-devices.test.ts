import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createVirtualDevices } from '#simulator/protocols/create-virtual-devices.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { startTcpServer } from '#test/support/tcp.ts';
import {
  LOOPBACK,
  sampleCamera,
  sampleInterface,
  startVirtualDevices,
} from '#test/support/virtual-device.ts';

const workers = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
const isOpen = async (port = 0) => {
  try {
    await fetch(`http://${LOOPBACK}:${port}/`);
    return true;
  } catch {
    return false;
  }
};

describe('createVirtualDevices', () => {
  test('answers where everything listens, and lets go of all of it', async () => {
    const before = workers();
    const devices = await createVirtualDevices([sampleCamera(), sampleCamera({ id: 'cam-2' })], {
      workers: 2,
    });
    const ports = [...devices.endpoints.values()].flatMap(({ onvif, rtsp, snmp }) =>
      [onvif, rtsp, snmp].map((endpoint) => endpoint?.port ?? 0),
    );

    expect(ports).toHaveLength(6);
    expect(ports.every((port) => port > 0)).toBe(true);
    expect(await isOpen(ports[0])).toBe(true);

    await devices.close();
    expect(await isOpen(ports[0])).toBe(false);
    await vi.waitFor(() => expect(workers()).toBeLessThanOrEqual(before), PATIENCE);
    await expect(devices.counters('cam-1')).rejects.toThrow('the virtual devices are closed');
  });

  test('says which port is taken, and leaves nothing open', async () => {
    const taken = { address: LOOPBACK, port: await startTcpServer() };
    const plan = [sampleCamera({ endpoints: { onvif: taken } })];

    await expect(createVirtualDevices(plan)).rejects.toThrow(
      `a virtual device failed: Error: listen EADDRINUSE: address already in use ${LOOPBACK}:${taken.port}`,
    );
  });

  test('refuses a stream that cannot be played before anything is asked', async () => {
    const streams = sampleCamera().streams.map((one) => ({ ...one, codec: 'h265' as const, width: 17 }));

    await expect(createVirtualDevices([sampleCamera({ streams })])).rejects.toThrow(
      'a virtual device failed: PictureSizeError: a made-up H.265 stream: expected a size of ',
    );
  });

  test('knows only devices that were planned', async () => {
    const devices = await startVirtualDevices([sampleCamera()]);

    await expect(devices.set('cam-9', { kind: 'no-video' })).rejects.toThrow(
      'there is no virtual device cam-9',
    );
  });

  test('a silent device listens nowhere, and later at the same ports again', async () => {
    const devices = await startVirtualDevices([sampleCamera()]);
    const port = devices.endpoints.get('cam-1')?.onvif?.port ?? 0;

    await devices.set('cam-1', { kind: 'silent' });
    expect(await isOpen(port)).toBe(false);
    const other = createServer().listen(0, LOOPBACK);
    onTestFinished(() => void other.close());

    await devices.clear('cam-1', { kind: 'silent' });
    expect(await isOpen(port)).toBe(true);
  });

  test('a fault of one device changes the traffic of what it hangs on, in whatever thread that is', async () => {
    const camera = sampleCamera({
      flows: [{ bitsPerSecond: 80_000_000, via: [{ device: 'sw-1', interface: 'port1', direction: 'in' }] }],
    });
    const carrier = sampleCamera({ id: 'sw-1', kind: 'switch', interfaces: [sampleInterface(1)] });
    const devices = await createVirtualDevices([camera, carrier], { workers: 2 });
    onTestFinished(devices.close);
    const octets = async () => (await devices.counters('sw-1')).interfaces[0]?.inOctets ?? 0;

    await vi.waitFor(async () => expect(await octets()).toBeGreaterThan(10_000), PATIENCE);
    await devices.set('cam-1', { kind: 'no-video' });

    expect(await octets()).toBe(await octets());
  });

  test('tells the processor time of its threads', async () => {
    const devices = await startVirtualDevices([sampleCamera()]);

    expect(await devices.cpuMs()).toBeGreaterThan(1);
  });
});
