import type { ContactPoint } from '@grafana/grafana-foundation-sdk/alerting';
import { asObjects, textOf, toJsonObject } from '../../api/json.ts';
import { type Kind, lockOf, MANAGED_BY, nameOf, provenanceHeaders, type Wanted } from '../../api/kind.ts';
import { withDefaults, withoutKeys } from '../../api/normalise.ts';

const DEFAULTS = { disableResolveMessage: false };

export function wantedContactPoint(point: ContactPoint): Wanted {
  const { uid = '', name = '' } = point;
  const body = withDefaults(withoutKeys(toJsonObject(point), ['uid', 'provenance']), DEFAULTS);
  return { kind: 'contact-point', key: uid, title: name, body };
}

const ALL = '/api/v1/provisioning/contact-points';
const path = (uid: string) => `${ALL}/${encodeURIComponent(uid)}`;

export const contactPointKind: Kind = {
  async find({ client }, uid) {
    const all = asObjects(await client.read(ALL, nameOf('contact-point', uid)));
    const point = all.find((one) => textOf(one.uid) === uid);
    if (!point) return undefined;
    const provenance = textOf(point.provenance);
    return {
      body: withDefaults(withoutKeys(point, ['uid', 'provenance']), DEFAULTS),
      isMarked: uid.startsWith(MANAGED_BY),
      provenance,
      ...lockOf(provenance),
    };
  },

  async write(context, { key: uid, title, body }, found) {
    const { client, reveal } = context;
    const about = nameOf('contact-point', uid, title);
    const options = { body: { uid, ...reveal(body) }, headers: provenanceHeaders(context, found) };
    const { status } = await client.write('PUT', path(uid), about, { ...options, expect: [404] });
    if (status === 404) await client.write('POST', ALL, about, options);
  },

  async remove({ client }, uid) {
    await client.write('DELETE', path(uid), nameOf('contact-point', uid), { expect: [404] });
    return undefined;
  },
};
