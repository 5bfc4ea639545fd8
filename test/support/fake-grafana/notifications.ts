import type { Express, Response } from 'express';
import { parameter, refuse } from './answer.ts';
import { opensLocked, provenanceOf } from './provenance.ts';
import { type Body, type FakeStore, FIRST_POLICIES } from './store.ts';

const ALL = '/api/v1/provisioning';

export function addNotifications(app: Express, store: FakeStore): void {
  addMuteTimings(app, store);
  addTemplates(app, store);
  addContactPoints(app, store);
  addPolicies(app, store);
}

function addMuteTimings(app: Express, store: FakeStore): void {
  const { muteTimings } = store;
  app.get(`${ALL}/mute-timings/:name`, ({ params }, response) => {
    const timing = muteTimings.get(parameter(params.name));
    if (!timing) return refuse(response, 404, 'Time interval not found');
    response.json(timing);
  });
  app.post(`${ALL}/mute-timings`, (request, response) => {
    const { body } = request;
    if (muteTimings.has(body.name))
      return refuse(response, 400, 'Time interval with this name already exists');
    if (body.time_intervals.some(isMalformed))
      return refuse(response, 400, 'Invalid format of the submitted time interval');
    muteTimings.set(body.name, withVersion(store, { ...body, provenance: provenanceOf(request) }));
    response.status(201).json(muteTimings.get(body.name));
  });
  app.put(`${ALL}/mute-timings/:name`, (request, response) => {
    const stored = muteTimings.get(parameter(request.params.name));
    if (!stored) return refuse(response, 404, 'Time interval not found');
    if (opensLocked(request, stored.provenance)) return refuseProvenance(response);
    if (request.body.version !== undefined && request.body.version !== stored.version)
      return refuse(response, 409, 'Provided version does not match current version');
    muteTimings.set(stored.name, withVersion(store, { ...request.body, provenance: provenanceOf(request) }));
    response.status(202).json(muteTimings.get(stored.name));
  });
  app.delete(`${ALL}/mute-timings/:name`, ({ params }, response) => {
    const name = parameter(params.name);
    if (mutesOf(store.policies).includes(name)) return refuse(response, 409, 'Time interval is used');
    muteTimings.delete(name);
    response.status(204).end();
  });
}

function addTemplates(app: Express, store: FakeStore): void {
  const { templates } = store;
  app.get(`${ALL}/templates/:name`, ({ params }, response) => {
    const template = templates.get(parameter(params.name));
    if (!template) return refuse(response, 404, 'Notification template not found');
    response.json(template);
  });
  app.put(`${ALL}/templates/:name`, (request, response) => {
    const name = parameter(request.params.name);
    const { template, version } = request.body;
    const stored = templates.get(name);
    if (opensLocked(request, stored?.provenance)) return refuseProvenance(response);
    if (stored && version !== undefined && version !== stored.version)
      return refuse(response, 409, 'Provided version does not match current version');
    const kept = { name, template: String(template).trim(), provenance: provenanceOf(request) };
    templates.set(name, withVersion(store, kept));
    response.status(202).json(templates.get(name));
  });
  app.delete(`${ALL}/templates/:name`, ({ params }, response) => {
    templates.delete(parameter(params.name));
    response.status(204).end();
  });
}

function addContactPoints(app: Express, store: FakeStore): void {
  const { contactPoints } = store;
  app.get(`${ALL}/contact-points`, (_request, response) => {
    response.json([...contactPoints.values()].map(redacted));
  });
  app.post(`${ALL}/contact-points`, (request, response) => {
    const { body } = request;
    if (!body.name || !body.type) return refuse(response, 400, 'invalid object specification');
    if (contactPoints.has(body.uid))
      return refuse(response, 500, 'receiver configuration with UID already exists');
    contactPoints.set(body.uid, { disableResolveMessage: false, ...body, provenance: provenanceOf(request) });
    response.status(202).json(redacted(contactPoints.get(body.uid)));
  });
  app.put(`${ALL}/contact-points/:uid`, (request, response) => {
    const stored = contactPoints.get(parameter(request.params.uid));
    if (!stored) return refuse(response, 404, 'contact point not found');
    if (opensLocked(request, stored.provenance)) return refuseProvenance(response);
    contactPoints.set(stored.uid, {
      disableResolveMessage: false,
      ...request.body,
      uid: stored.uid,
      provenance: provenanceOf(request),
    });
    response.status(202).json({ message: 'contactpoint updated' });
  });
  app.delete(`${ALL}/contact-points/:uid`, ({ params }, response) => {
    const stored = contactPoints.get(parameter(params.uid));
    if (!stored) return refuse(response, 404, 'contact point not found');
    if (receiversOf(store.policies).includes(stored.name)) {
      return refuse(response, 409, 'Contact point is currently referenced by a notification policy.', {
        messageId: 'alerting.notifications.contact-points.referenced',
      });
    }
    contactPoints.delete(stored.uid);
    response.status(202).json({ message: 'contactpoint deleted' });
  });
}

function addPolicies(app: Express, store: FakeStore): void {
  app.get(`${ALL}/policies`, (_request, response) => {
    response.json(store.policies);
  });
  app.put(`${ALL}/policies`, (request, response) => {
    if (opensLocked(request, store.policies.provenance)) return refuseProvenance(response);
    const known = [...store.contactPoints.values()].map(({ name }) => name);
    const unknown = receiversOf(request.body).find((name) => !known.includes(name));
    if (unknown !== undefined)
      return refuse(response, 400, `invalid object specification: receiver '${unknown}' does not exist`);
    const mute = mutesOf(request.body).find((name) => !store.muteTimings.has(name));
    if (mute !== undefined)
      return refuse(
        response,
        400,
        `invalid object specification: mute time interval '${mute}' does not exist`,
      );
    store.policies = { ...request.body, provenance: provenanceOf(request) };
    response.status(202).json({ message: 'policies updated' });
  });
  app.delete(`${ALL}/policies`, (_request, response) => {
    store.policies = FIRST_POLICIES;
    response.status(202).json(store.policies);
  });
}

function refuseProvenance(response: Response): void {
  refuse(
    response,
    403,
    "Resource with provenance status 'api' cannot be managed via API that handles resources with provenance status ''",
    {
      messageId: 'alerting.notifications.invalidProvenance',
    },
  );
}

const withVersion = (store: FakeStore, body: Body) => ({ ...body, version: `v${store.nextId++}` });

/** The shape that the SDK's own builder makes is not the one that is read. */
function isMalformed({ times = [], weekdays = [] }: Body): boolean {
  return (
    times.some(({ start_time, end_time }: Body) => !start_time || !end_time) ||
    weekdays.some((day: unknown) => typeof day !== 'string')
  );
}

function receiversOf(route: Body): readonly string[] {
  return [route.receiver, ...(route.routes ?? []).flatMap(receiversOf)].filter(Boolean);
}

function mutesOf(route: Body): readonly string[] {
  return [...(route.mute_time_intervals ?? []), ...(route.routes ?? []).flatMap(mutesOf)];
}

const SECRET_SETTINGS = ['password', 'authorization_credentials', 'bottoken', 'token'];

function redacted(point: Body): Body {
  const settings = Object.entries(point.settings).map(([key, value]) => [
    key,
    SECRET_SETTINGS.includes(key) ? '[REDACTED]' : value,
  ]);
  return { ...point, settings: Object.fromEntries(settings) };
}
