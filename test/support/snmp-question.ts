import type { Question, Target } from '#collector/prober.ts';
import type { Credentials, SnmpAuth, SnmpCredentials, SnmpPrivacy } from '#core/credentials.ts';
import type { Check, Device } from '#core/inventory.ts';
import { createSecret } from '#core/secret.ts';
import { hours, seconds } from '#core/units.ts';

export const community = (name: string, version: '1' | '2c' = '2c'): SnmpCredentials => ({
  version,
  community: createSecret(name),
});

export function user(
  name: string,
  auth?: readonly [SnmpAuth, string],
  privacy?: readonly [SnmpPrivacy, string],
): SnmpCredentials {
  return {
    version: '3',
    user: name,
    ...(auth && { auth: { protocol: auth[0], password: createSecret(auth[1]) } }),
    ...(privacy && { privacy: { protocol: privacy[0], password: createSecret(privacy[1]) } }),
  };
}

export interface Asked {
  readonly snmp?: SnmpCredentials;
  readonly kind?: Device['kind'];
  readonly maker?: string;
  readonly indicator?: Check['indicator'];
  readonly depth?: Question['depth'];
  readonly interfaces?: readonly string[];
  readonly timeoutMs?: number;
  readonly retentionMs?: number;
  readonly trace?: Question['trace'];
}

/** A target for the SNMP prober: a camera asked for its health, unless a test wants something else. */
export function snmpTarget(
  endpoint: { readonly address: string; readonly port: number },
  asked: Asked,
): Target {
  const {
    timeoutMs = 2_000,
    kind = 'camera',
    indicator = 'service',
    depth = 'health',
    interfaces = [],
  } = asked;
  const credentials: Credentials | undefined = asked.snmp && { snmp: asked.snmp };
  const device: Device = {
    id: 'dev-1',
    name: 'Device 1',
    kind,
    site: 'site-1',
    contracts: [],
    lifecycle: [],
    upstreams: [],
    profile: 'all',
    interfaces: [],
    ...(asked.maker !== undefined && { maker: asked.maker }),
  };
  const check: Check = {
    indicator,
    prober: 'snmp',
    intervalMs: seconds(60),
    timeoutMs,
    transport: 'plain',
    playMs: 0,
    detailsEveryMs: hours(24),
    confirm: 3,
    recheckMs: seconds(5),
    degradedLossRatio: 0.5,
    ...(asked.retentionMs !== undefined && { retentionMs: asked.retentionMs }),
  };
  return {
    address: endpoint.address,
    port: endpoint.port,
    timeoutMs,
    question: {
      device,
      check,
      depth,
      interfaces,
      ...(credentials && { credentials }),
      ...(asked.trace && { trace: asked.trace }),
    },
  };
}
