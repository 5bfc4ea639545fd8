import type { Login } from '../../core/domain/credentials.ts';
import type { FindingCode, FindingObservation } from '../../core/domain/findings.ts';
import type { Device } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity } from '../../core/domain/state.ts';
import { withDeadline } from '../../core/time/deadline.ts';
import { days, seconds } from '../../core/time/units.ts';
import { type LoginTrial, tryLogin } from '../onvif/try-login.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';
import type { ScheduledWatch } from '../scheduler/watch-list.ts';

/** Since when a finding stands; `undefined` where it does not. */
export type LoginMemory = (entity: Entity, code: FindingCode, subject: string) => number | undefined;

export interface DefaultLoginOptions {
  readonly resolve: AddressResolver;
  readonly defaultLogins: (device: Device) => readonly Login[];
  readonly memory: LoginMemory;
  readonly nowMs: () => number;
  readonly stop: AbortSignal;
  readonly tryOne?: typeof tryLogin;
}

const SUBJECT = 'default login';
const TIMEOUT_MS = seconds(15);
/** An account that a try of ours locked is left alone for so long. */
const LOCKED_FOR_MS = days(30);

/**
 * Tries one default login of its maker: another one each day, and the same one while it is accepted. After a lock none is
 * tried for a month. `undefined` where nothing was tried, or the answer tells nothing.
 */
export async function tryDefaultLogin(
  { device, check, address, port, isAddressShared }: ScheduledWatch,
  { resolve, defaultLogins, memory, nowMs, stop, tryOne = tryLogin }: DefaultLoginOptions,
): Promise<FindingObservation | undefined> {
  const entity = deviceEntity(device.id);
  const atMs = nowMs();
  const lockedMs = memory(entity, 'access-refused', SUBJECT);
  if (lockedMs !== undefined) {
    if (atMs - lockedMs < LOCKED_FOR_MS) return undefined;
    return { entity, code: 'access-refused', subject: SUBJECT, isPresent: false, atMs, values: {} };
  }
  const logins = defaultLogins(device);
  const acceptedMs = memory(entity, 'default-password', SUBJECT);
  const login = logins[Math.floor((acceptedMs ?? atMs) / days(1)) % logins.length];
  if (login === undefined) return undefined;

  const question = { device, check, depth: 'details', interfaces: [] } as const;
  const target = {
    address: await resolve(address),
    timeoutMs: TIMEOUT_MS,
    ...(port !== undefined && { port }),
    ...(isAddressShared && { isPortFixed: true as const }),
    question,
  };
  const trial = await withDeadline(TIMEOUT_MS, stop, (signal) => tryOne(target, login, signal, nowMs));
  return observationOf(trial, entity, login, atMs);
}

function observationOf(
  trial: LoginTrial,
  entity: Entity,
  { user }: Login,
  atMs: number,
): FindingObservation | undefined {
  switch (trial) {
    case 'accepted':
    case 'refused':
      return {
        entity,
        code: 'default-password',
        subject: SUBJECT,
        isPresent: trial === 'accepted',
        atMs,
        values: { user },
      };
    case 'locked':
      return {
        entity,
        code: 'access-refused',
        subject: SUBJECT,
        isPresent: true,
        atMs,
        values: { reason: trial },
      };
    case 'open':
      return undefined;
  }
}
