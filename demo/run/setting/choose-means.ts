import { chooseReachEngine, findProgram } from '../../../collector/probers/reach-engine.ts';
import { CamwatchError } from '../../../core/errors.ts';
import { findRouteProblem } from '../../../simulator/faults/routes.ts';

/** How the demo makes its faults, and so how `reach` has to be measured for them to be seen. */
export type Means =
  | { readonly faults: 'routes'; readonly icmp: 'fping'; readonly ipProgram: string }
  | {
      readonly faults: 'listeners';
      readonly icmp: 'tcp';
      /** What is missing for routes and pings. */
      readonly why: WhyListeners;
      readonly detail: string;
    };

export type WhyListeners = 'ip-missing' | 'routes-refused' | 'fping-unusable';

/**
 * Routes and pings where both work here: as root, with `ip` and fping. Every address of loopback answers pings, so
 * without routes a fault could not be seen by them: then listeners are closed, and `reach` is a TCP connect.
 */
export async function chooseMeans(searchPath: string, tryAddress: string, stop: AbortSignal): Promise<Means> {
  const ipProgram = await findProgram('ip', searchPath);
  if (ipProgram === undefined) return listeners('ip-missing', 'no program ip on PATH');
  const routeProblem = await findRouteProblem(ipProgram, tryAddress);
  if (routeProblem !== undefined) return listeners('routes-refused', routeProblem);
  try {
    await chooseReachEngine({ icmp: 'fping', icmpFallbackPort: 1, tcpConcurrency: 1 }, searchPath, stop);
  } catch (error) {
    if (error instanceof CamwatchError) return listeners('fping-unusable', error.message);
    throw error;
  }
  return { faults: 'routes', icmp: 'fping', ipProgram };
}

const listeners = (why: WhyListeners, detail: string): Means => ({
  faults: 'listeners',
  icmp: 'tcp',
  why,
  detail,
});
