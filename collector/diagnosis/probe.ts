import { seconds } from '../../core/time/units.ts';
import { createAddressResolver } from '../probing/resolve-address.ts';
import type { Asking } from './checks/asking.ts';
import { createEngines } from './create-engines.ts';
import { createCredentialsByReference } from './credentials-by-reference.ts';
import { type ProbedCity, planProbe } from './plan-probe.ts';
import { probeDevice } from './probe-device.ts';
import type { ProbeInput } from './probe-input.ts';
import type { ProbeResult } from './result.ts';

export interface ProbeContext extends Pick<Asking, 'stop' | 'onProgress'> {
  readonly city: ProbedCity;
  /** What references to credentials may name, and where programs are. */
  readonly env: NodeJS.ProcessEnv;
}

/** Agents refresh their counters every second or so: a shorter look would see nothing move. */
const POLLS_APART_MS = seconds(3);

/**
 * Asks one device everything now, from this machine, and draws together what follows; nothing is recorded.
 * @throws NOTHING_TO_PROBE, INPUT_INVALID, and the reason of `stop` once it aborts
 */
export async function probe(
  { city, env, stop, onProgress }: ProbeContext,
  input: ProbeInput,
): Promise<ProbeResult> {
  const plan = planProbe(city, input, 'probe');
  const { credentialsOf, problemOf } = createCredentialsByReference(env);
  const { collector } = plan.city.settings;
  const { close, ...engines } = await createEngines(collector, plan.makers, env.PATH ?? '', stop);
  const asking: Asking = {
    ...{ ...engines, resolve: createAddressResolver(), credentialsOf, onProgress },
    ...{ nowMs: Date.now, stop, pollsApartMs: POLLS_APART_MS },
  };
  try {
    return await probeDevice(plan, asking, problemOf);
  } catch (error) {
    // A wait that was cut short ends with an error of its own.
    stop.throwIfAborted();
    throw error;
  } finally {
    await close();
  }
}
