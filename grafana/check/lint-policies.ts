import type { NotificationPolicy } from '@grafana/grafana-foundation-sdk/alerting';
import type { GrafanaContent } from '../content.ts';
import { faultsOf, type Problem, shown } from './problem.ts';

type Known = Pick<GrafanaContent, 'contactPoints' | 'muteTimings'>;

/** The tree of notification policies: unknown receivers and mute timings, and mutes that children do not inherit. */
export function lintPolicies(root: NotificationPolicy, known: Known): readonly Problem[] {
  const fault = faultsOf('policy (root)');
  const problems: Problem[] = [];
  if (!root.receiver) problems.push(fault('policy-receiver', 'a contact point', shown(root.receiver)));
  if (root.mute_time_intervals?.length)
    problems.push(fault('policy-mute', 'no mute timing at the root', root.mute_time_intervals.join(', ')));
  return [...problems, ...lintPolicy(root, [], known)];
}

function lintPolicy(
  policy: NotificationPolicy,
  above: readonly NotificationPolicy[],
  known: Known,
): readonly Problem[] {
  const path = [...above, policy];
  const fault = faultsOf(`policy ${path.map(nameOf).join(' > ')}`);
  const problems: Problem[] = [];
  const { receiver, mute_time_intervals: mutes = [], routes = [] } = policy;
  if (receiver && !known.contactPoints.some(({ name }) => name === receiver))
    problems.push(fault('policy-receiver', 'a contact point of ours', shown(receiver)));
  for (const mute of [...mutes, ...(policy.active_time_intervals ?? [])]) {
    if (!known.muteTimings.some(({ name }) => name === mute))
      problems.push(fault('policy-mute', 'a mute timing of ours', shown(mute)));
  }
  const inherited = above.at(-1)?.mute_time_intervals ?? [];
  for (const mute of inherited) {
    if (!mutes.includes(mute))
      problems.push(
        fault(
          'policy-mute-not-inherited',
          `the mute ${shown(mute)} of the policy above it`,
          shown(mutes.join(', ')),
        ),
      );
  }
  return [...problems, ...routes.flatMap((route) => lintPolicy(route, path, known))];
}

const nameOf = ({ object_matchers = [], receiver }: NotificationPolicy): string =>
  object_matchers.length > 0
    ? object_matchers.map((matcher) => matcher.join('')).join(' ')
    : `(${receiver ?? 'root'})`;
