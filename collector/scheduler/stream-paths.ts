import type { DeviceFacts } from '../../core/domain/device-facts.ts';

/** Where devices say that their streams are (ONVIF GetStreamUri), for checks whose profile names no path. */
export interface StreamPaths {
  readonly learn: (facts: readonly Pick<DeviceFacts, 'deviceId' | 'streams'>[]) => void;
  readonly pathOf: (deviceId: string) => string | undefined;
  readonly all: () => ReadonlyMap<string, string>;
}

/** @param known What was told earlier, by device. */
export function createStreamPaths(
  recorded: Iterable<Pick<DeviceFacts, 'deviceId' | 'streams'>>,
  known: ReadonlyMap<string, string> = new Map(),
): StreamPaths {
  const paths = new Map<string, string>();
  /** A maker has a few: thousands of devices share the text of each. */
  const texts = new Map<string, string>();
  const keep = (deviceId: string, path: string) => {
    const text = texts.get(path) ?? path;
    texts.set(text, text);
    paths.set(deviceId, text);
  };
  for (const [deviceId, path] of known) keep(deviceId, path);
  const learn = (facts: Iterable<Pick<DeviceFacts, 'deviceId' | 'streams'>>) => {
    for (const { deviceId, streams = [] } of facts) {
      // The first media profile is the main stream; what an SDP told has no address.
      const address = streams.find(({ streamAddress }) => streamAddress !== undefined)?.streamAddress;
      const path = address === undefined ? undefined : pathIn(address);
      if (path !== undefined) keep(deviceId, path);
    }
  };
  learn(recorded);
  return { learn, pathOf: (deviceId) => paths.get(deviceId), all: () => paths };
}

/** Path and query only: the host that a device names may be anybody's, and behind a NAT it is nobody's. */
function pathIn(address: string): string | undefined {
  const [, path] = /^rtsps?:\/\/[^/?#]*(\/[!-~]*)$/i.exec(address) ?? [];
  return path;
}
