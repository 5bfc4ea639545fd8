import type { Express } from 'express';
import { parameter, refuse } from './answer.ts';
import type { FakeStore } from './store.ts';

export function addTeams(app: Express, store: FakeStore): void {
  app.get('/api/teams/search', ({ query }, response) => {
    const all = [...store.teams.values()];
    const teams = query.name === undefined ? all : all.filter(({ name }) => name === query.name);
    response.json({
      totalCount: teams.length,
      teams: teams.map((team) => ({ ...team, orgId: 1, email: '', avatarUrl: '/avatar/0' })),
      page: 1,
      perPage: 1000,
    });
  });

  app.post('/api/teams', ({ body }, response) => {
    if ([...store.teams.values()].some(({ name }) => name === body.name))
      return refuse(response, 409, 'Team name taken');
    const id = store.nextId++;
    store.teams.set(id, { id, name: body.name, memberCount: 0 });
    response.json({ message: 'Team created', teamId: id, uid: `team-${id}` });
  });

  app.delete('/api/teams/:id', ({ params }, response) => {
    if (!store.teams.delete(Number(parameter(params.id))))
      return refuse(response, 404, 'Failed to delete Team. ID not found');
    response.json({ message: 'Team deleted' });
  });
}
