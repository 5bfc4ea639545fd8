import { describe, expect, test } from 'vitest';
import type { FoundDevice } from '#collector/discovery/found-device.ts';
import { guessKind, guessMaker } from '#collector/discovery/guess.ts';
import { loadMakers } from '#config/makers/load-makers.ts';

const found = (given: Partial<FoundDevice>): FoundDevice => ({
  address: '127.0.0.1',
  seenBy: [],
  openPorts: [],
  speaksOnvif: false,
  onvifTypes: [],
  ...given,
});

describe('guessKind', () => {
  test.each<[string, Partial<FoundDevice>, string | undefined]>([
    ['what speaks ONVIF', { speaksOnvif: true }, 'camera'],
    ['what speaks RTSP', { openPorts: [80, 554] }, 'camera'],
    [
      'ONVIF storage',
      { speaksOnvif: true, onvifTypes: ['NetworkVideoTransmitter', 'NetworkVideoStorage'] },
      'nvr',
    ],
    ['a name of a recorder', { speaksOnvif: true, hardware: 'DHI-NVR5216' }, 'nvr'],
    ['a model of a recorder', { speaksOnvif: true, hardware: 'DS-7616NI' }, 'nvr'],
    ['a model of a camera', { speaksOnvif: true, hardware: 'DS-2CD2143' }, 'camera'],
    ['an agent with many ports', { identity: {}, interfaceCount: 28 }, 'switch'],
    ['an agent that says so', { identity: { description: '8-port Gigabit PoE Switch' } }, 'switch'],
    ['a router', { identity: { description: 'RouterOS CCR1009' }, interfaceCount: 12 }, 'router'],
    ['a UPS', { identity: { model: 'Smart-UPS 1500' } }, 'ups'],
    ['a web page', { openPorts: [80] }, undefined],
  ])('of %s', (_what, given, kind) => {
    expect(guessKind(found(given))).toBe(kind);
  });
});

describe('guessMaker', () => {
  test.each<[string, Partial<FoundDevice>, string | undefined]>([
    ['its own word', { identity: { maker: 'Axis' }, name: 'Dahua' }, 'Axis'],
    ['its name', { name: 'HIKVISION DS-2CD' }, 'Hikvision'],
    ['its RTSP server', { rtspServer: 'Dahua Rtsp Server' }, 'Dahua'],
    ['its port', { openPorts: [554, 37_777] }, 'Dahua'],
    ['a port that anything may have', { openPorts: [8_000] }, undefined],
    ['nothing', {}, undefined],
  ])('by %s', async (_what, given, maker) => {
    expect(guessMaker(found(given), await loadMakers())).toBe(maker);
  });
});
