import type { NotificationPolicy } from '@grafana/grafana-foundation-sdk/alerting';
import { asObject, asObjects, type JsonObject, textOf, toJsonObject } from '../../api/json.ts';
import { type Kind, lockOf, MANAGED_BY, nameOf, provenanceHeaders, type Wanted } from '../../api/kind.ts';
import { withDefaults, withoutKeys } from '../../api/normalise.ts';

/** The organisation has one tree. */
export const POLICIES = 'tree';

export function wantedPolicies(tree: NotificationPolicy): Wanted {
  return { kind: 'policies', key: POLICIES, title: POLICIES, body: normaliseRoute(toJsonObject(tree)) };
}

const PATH = '/api/v1/provisioning/policies';
const ABOUT = nameOf('policies', POLICIES);
/** Receivers of the tree that every new organisation has. */
const FIRST_RECEIVERS = ['grafana-default-email', 'empty'];

export const policiesKind: Kind = {
  async find({ client }) {
    const answer = await client.read(PATH, ABOUT);
    if (answer === undefined) return undefined;
    const tree = asObject(answer);
    const receiver = textOf(tree.receiver);
    if (FIRST_RECEIVERS.includes(receiver) && asObjects(tree.routes).length === 0) return undefined;
    const provenance = textOf(tree.provenance);
    return {
      body: normaliseRoute(tree),
      isMarked: receiver.startsWith(MANAGED_BY),
      provenance,
      ...lockOf(provenance),
    };
  },

  async write(context, { body }, found) {
    await context.client.write('PUT', PATH, ABOUT, { body, headers: provenanceHeaders(context, found) });
  },

  /** Puts back the tree of a new organisation. */
  async remove({ client }) {
    await client.write('DELETE', PATH, ABOUT, { expect: [404] });
    return undefined;
  },
};

function normaliseRoute(route: JsonObject): JsonObject {
  const routes = asObjects(route.routes).map(normaliseRoute);
  return {
    ...withDefaults(withoutKeys(route, ['provenance', 'routes']), { continue: false }),
    ...(routes.length > 0 && { routes }),
  };
}
