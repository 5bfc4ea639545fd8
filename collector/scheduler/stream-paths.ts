import type { DeviceFacts } from '../../core/domain/device-facts.ts';

/** Where devices say that their streams are (ONVIF GetStreamUri), for checks whose profile names no path. */
export interface StreamPaths {
  readonly learn: (facts: readonly Pick<DeviceFacts, 'deviceId' | 'streams'>[]) => void;
  readonly pathOf: (deviceId: string) => string | undefined;
}

export function createStreamPaths(recorded: readonly DeviceFacts[]): StreamPaths {
  const paths = new Map<string, string>();
  const learn: StreamPaths['learn'] = (facts) => {
    for (const { deviceId, streams = [] } of facts) {
      // The first media profile is the main stream; what an SDP told has no address.
      const address = streams.find(({ streamAddress }) => streamAddress !== undefined)?.streamAddress;
      const path = address === undefined ? undefined : pathIn(address);
      if (path !== undefined) paths.set(deviceId, path);
    }
  };
  learn(recorded);
  return { learn, pathOf: (deviceId) => paths.get(deviceId) };
}

/** Path and query only: the host that a device names may be anybody's, and behind a NAT it is nobody's. */
function pathIn(address: string): string | undefined {
  const [, path] = /^rtsps?:\/\/[^/?#]*(\/[!-~]*)$/i.exec(address) ?? [];
  return path;
}
