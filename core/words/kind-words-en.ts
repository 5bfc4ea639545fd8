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

/** What names of devices begin with as well: see with-word.ts. */
export const OTHER_KIND_WORDS_EN: Readonly<Partial<Record<DeviceKind | 'link', readonly string[]>>> = {
  nvr: ['NVR'],
  controller: ['controller'],
};

export type KindWords = typeof KIND_WORDS_EN;
