import type { DeviceKind } from '../domain/inventory.ts';

/** What a kind of device is called: many, and one of it. */
export const KIND_WORDS_EN = {
  kinds: {
    camera: 'cameras',
    nvr: 'recorders',
    switch: 'switches',
    router: 'routers',
    ups: 'UPSes',
    controller: 'traffic controllers',
    server: 'servers',
  },
  oneOfKind: {
    camera: 'camera',
    nvr: 'recorder',
    switch: 'switch',
    router: 'router',
    ups: 'UPS',
    controller: 'traffic controller',
    server: 'server',
  },
} satisfies Record<string, Readonly<Record<DeviceKind, string>>>;

export type KindWords = typeof KIND_WORDS_EN;
