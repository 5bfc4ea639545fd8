import type { Question, Target } from '#collector/probing/prober.ts';
import type { SnmpAuth, SnmpCredentials, SnmpPrivacy } from '#core/domain/credentials.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import { checkOf, questionOf } from './question.ts';

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
    timeoutMs = 5_000,
    kind = 'camera',
    indicator = 'service',
    depth = 'health',
    interfaces = [],
  } = asked;
  const check = checkOf({
    indicator,
    prober: 'snmp',
    timeoutMs,
    ...(asked.retentionMs !== undefined && { retentionMs: asked.retentionMs }),
  });
  const question = questionOf(check, {
    device: { kind, ...(asked.maker !== undefined && { maker: asked.maker }) },
    depth,
    interfaces,
    ...(asked.snmp && { credentials: { snmp: asked.snmp } }),
    ...(asked.trace && { trace: asked.trace }),
  });
  return { address: endpoint.address, port: endpoint.port, timeoutMs, question };
}
